package dev.portalledger.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An OpenID Connect issuer that signs in whoever is next, without asking. */
public final class FakeIssuer {

  /** Who signs in. */
  public record Account(
      String subject, String name, @Nullable String organization, List<String> roles) {}

  private static final String CLIENT = "dashboard";

  private final RSAKey key;
  private final HttpServer server;
  private final Map<String, String> nonces = new ConcurrentHashMap<>();
  private final AtomicInteger discoveries = new AtomicInteger();
  private volatile Account next = new Account("olivia", "Olivia Owner", "acme", List.of("OWNER"));

  public FakeIssuer(int port) {
    try {
      key = new RSAKeyGenerator(2048).keyID("test").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (JOSEException | IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext("/jwks", e -> answer(e, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/end-session", this::endSession);
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public void nextToSignIn(Account account) {
    next = account;
  }

  public int timesAskedAboutItself() {
    return discoveries.get();
  }

  public String bearer(Account account) {
    return sign(claims(account).build());
  }

  private void discovery(HttpExchange exchange) throws IOException {
    discoveries.incrementAndGet();
    answer(
        exchange,
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/jwks","end_session_endpoint":"%1$s/end-session",
         "response_types_supported":["code"],"subject_types_supported":["public"],
         "id_token_signing_alg_values_supported":["RS256"]}
        """
            .formatted(url()));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    nonces.put(code, asked.getOrDefault("nonce", ""));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String code =
        parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8)).get("code");
    String nonce = nonces.remove(code);
    String identity = sign(claims(next).audience(CLIENT).claim("nonce", nonce).build());
    answer(
        exchange,
        """
        {"access_token":"opaque","token_type":"Bearer","expires_in":300,"id_token":"%s"}
        """
            .formatted(identity));
  }

  private void endSession(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    exchange.getResponseHeaders().set("Location", asked.get("post_logout_redirect_uri"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private JWTClaimsSet.Builder claims(Account account) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .subject(account.subject())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("name", account.name())
        .claim("email", account.subject() + "@acme.test")
        .claim("org", account.organization())
        .claim("roles", account.roles());
  }

  private String sign(JWTClaimsSet claims) {
    try {
      var token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
