package dev.portalledger.command.lease;

import dev.portalledger.command.vault.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * One call to HubSpot and its answer, both streamed: neither body is ever held. Follows no
 * redirect, keeps no cookie, and sends the token to the configured host alone.
 */
final class Passage implements AutoCloseable {

  private static final int PART = 16 * 1024;

  private final HttpClient http;
  private final Duration longest;
  private final URI host;

  Passage(URI host, Duration connect, Duration longest) {
    this.host = host;
    this.longest = longest;
    this.http =
        HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(connect).build();
  }

  void through(
      HttpServletRequest request, HttpServletResponse response, URI target, AccessToken token)
      throws IOException {
    requireOurHost(target);
    var answer = send(outgoing(request, target, token));
    response.setStatus(answer.statusCode());
    PassedHeaders.toCaller(answer.headers(), response);
    answer.headers().firstValueAsLong("Content-Length").ifPresent(response::setContentLengthLong);
    try (var body = answer.body()) {
      stream(body, response.getOutputStream());
    }
  }

  /** Sends on what has come, rather than wait for more. */
  private static void stream(InputStream from, OutputStream to) throws IOException {
    byte[] part = new byte[PART];
    for (int read = from.read(part); read >= 0; read = from.read(part)) {
      to.write(part, 0, read);
      to.flush();
    }
  }

  private HttpRequest outgoing(HttpServletRequest request, URI target, AccessToken token) {
    try {
      var outgoing = HttpRequest.newBuilder(target).timeout(longest);
      PassedHeaders.toHubSpot(request, outgoing);
      return outgoing
          .method(request.getMethod(), body(request))
          .setHeader("Authorization", "Bearer " + token.value())
          .build();
    } catch (IllegalArgumentException _) {
      // A header that cannot be sent on as it came; what it says is not ours to repeat.
      throw PassTrouble.ambiguous();
    }
  }

  private HttpResponse<InputStream> send(HttpRequest outgoing) {
    try {
      return http.send(outgoing, BodyHandlers.ofInputStream());
    } catch (IOException _) {
      throw PassTrouble.unreachable();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw PassTrouble.unreachable();
    }
  }

  private static BodyPublisher body(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
      return BodyPublishers.noBody();
    }
    var stream = BodyPublishers.ofInputStream(() -> input(request));
    return length < 0 ? stream : BodyPublishers.fromPublisher(stream, length);
  }

  private static InputStream input(HttpServletRequest request) {
    try {
      return request.getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireOurHost(URI target) {
    if (!host.getScheme().equals(target.getScheme())
        || !host.getAuthority().equals(target.getRawAuthority())) {
      throw PassTrouble.ambiguous();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
