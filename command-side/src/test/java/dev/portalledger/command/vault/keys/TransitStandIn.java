package dev.portalledger.command.vault.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers as the transit engine's documentation says: encrypt, decrypt and the key's versions. */
public final class TransitStandIn implements AutoCloseable {

  public static final String TOKEN = "s.canary-transit-token";

  private final HttpServer server;
  private final List<AesGcmJce> versions = new CopyOnWriteArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile int oldestAllowed = 1;
  private volatile int answers = 200;
  private volatile int failAt = Integer.MAX_VALUE;

  public TransitStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/transit/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    rotate();
  }

  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  public void rotate() {
    byte[] key = new byte[32];
    key[0] = (byte) (versions.size() + 1);
    try {
      versions.add(new AesGcmJce(key));
    } catch (GeneralSecurityException | IllegalArgumentException e) { // not even base64
      throw new IllegalStateException(e);
    }
  }

  /** As {@code min_decryption_version}. */
  void retireBelow(int version) {
    oldestAllowed = version;
  }

  /** From now on every call is answered so; 200 ends that. */
  public void answersAll(int status) {
    answers = status;
    failAt = Integer.MAX_VALUE;
  }

  /** As many calls are answered as ever, and all later ones with 503. */
  public void failsAfter(int more) {
    failAt = calls.size() + more;
  }

  public int calls(String what) {
    return (int) calls.stream().filter(call -> call.contains(what)).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    calls.add(path);
    if (calls.size() > failAt) {
      send(exchange, 503, "{}");
    } else if (answers != 200) {
      send(exchange, answers, "{\"errors\":[\"canary-error\"]}");
    } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
      send(exchange, 403, "{\"errors\":[\"permission denied\"]}");
    } else if (path.equals("/v1/transit/keys/portal-ledger")) {
      send(exchange, 200, "{\"data\":{\"latest_version\":%d}}".formatted(versions.size()));
    } else {
      work(exchange, path);
    }
  }

  private void work(HttpExchange exchange, String path) throws IOException {
    var body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    byte[] associated = bytes(body, "associated_data");
    try {
      switch (path) {
        case "/v1/transit/encrypt/portal-ledger" ->
            send(
                exchange,
                200,
                "{\"data\":{\"ciphertext\":\"%s\"}}".formatted(encrypt(body, associated)));
        case "/v1/transit/decrypt/portal-ledger" ->
            send(
                exchange,
                200,
                "{\"data\":{\"plaintext\":\"%s\"}}".formatted(decrypt(body, associated)));
        default -> send(exchange, 404, "{\"errors\":[]}");
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) { // not even base64
      send(exchange, 400, "{\"errors\":[\"cipher: message authentication failed\"]}");
    }
  }

  private String encrypt(JsonNode body, byte[] associated) throws GeneralSecurityException {
    byte[] sealed = versions.getLast().encrypt(bytes(body, "plaintext"), associated);
    return "vault:v%d:%s".formatted(versions.size(), Base64.getEncoder().encodeToString(sealed));
  }

  private String decrypt(JsonNode body, byte[] associated) throws GeneralSecurityException {
    var parts = List.of(body.path("ciphertext").asString().split(":", -1));
    int version = Integer.parseInt(parts.get(1).substring(1));
    if (version < oldestAllowed || version > versions.size()) {
      throw new GeneralSecurityException("ciphertext version is disallowed by policy");
    }
    byte[] plain =
        versions.get(version - 1).decrypt(Base64.getDecoder().decode(parts.get(2)), associated);
    return Base64.getEncoder().encodeToString(plain);
  }

  private static byte[] bytes(JsonNode body, String field) {
    return Base64.getDecoder().decode(requireNonNull(body.path(field).asString()));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(US_ASCII);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
