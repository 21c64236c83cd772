package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts a note to an address. It speaks just as much HTTP as that needs, so that it follows no
 * redirect, and connects to the address that was looked at and to no other.
 */
final class AnchorWebhook implements AnchorSink {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LONGEST_LINE = 1_000;
  private static final Pattern DONE = Pattern.compile("HTTP/1\\.[01] 2\\d\\d\\b.*");

  private final URI webhook;
  private final List<String> hosts;
  private final boolean privately;
  private final WebhookTarget.Resolver resolver;
  private final SSLSocketFactory sockets;

  AnchorWebhook(
      URI webhook,
      List<String> hosts,
      boolean privately,
      WebhookTarget.Resolver resolver,
      SSLSocketFactory sockets) {
    this.webhook = webhook;
    this.hosts = List.copyOf(hosts);
    this.privately = privately;
    this.resolver = resolver;
    this.sockets = sockets;
  }

  @Override
  public String name() {
    return "webhook " + webhook;
  }

  @Override
  public void take(String note) throws IOException {
    var target = WebhookTarget.of(webhook, hosts, privately, resolver);
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(target.address(), target.port()), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      try (var socket = secured(plain, target)) {
        socket.getOutputStream().write(request(target, note));
        socket.getOutputStream().flush();
        var status = statusLine(socket);
        if (!DONE.matcher(status).matches()) {
          throw new IOException("the webhook answered " + status);
        }
      }
    }
  }

  private SSLSocket secured(Socket plain, WebhookTarget target) throws IOException {
    var socket = (SSLSocket) sockets.createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static byte[] request(WebhookTarget target, String note) {
    var body = note.getBytes(UTF_8);
    var head =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(target.path(), target.host(), target.port(), body.length)
            .getBytes(ISO_8859_1);
    var all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private static String statusLine(SSLSocket socket) throws IOException {
    var line = new StringBuilder();
    var in = socket.getInputStream();
    for (int next = in.read(); next >= 0 && next != '\n' && line.length() < LONGEST_LINE; ) {
      line.append(next >= ' ' && next < 127 ? (char) next : ' ');
      next = in.read();
    }
    return line.toString().strip();
  }
}
