package dev.portalledger.command.hubspot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Reads an answer whole, within the call's deadline, and at most 256 KiB of it. */
final class BoundedAnswers implements ClientHttpRequestInterceptor {

  private static final int LONGEST = 256 * 1024;

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    try (var answer = execution.execute(request, body)) {
      byte[] read = answer.getBody().readNBytes(LONGEST + 1);
      if (read.length > LONGEST) {
        throw new HubSpotRefused(new HubSpotFailure.Unreadable());
      }
      return new Read(answer.getStatusCode(), answer.getHeaders(), read);
    }
  }

  private static final class Read implements ClientHttpResponse {

    private final HttpStatusCode status;
    private final HttpHeaders headers;
    private final byte[] body;

    Read(HttpStatusCode status, HttpHeaders headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    @Override
    public HttpStatusCode getStatusCode() {
      return status;
    }

    @Override
    public String getStatusText() {
      return "";
    }

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {}
  }
}
