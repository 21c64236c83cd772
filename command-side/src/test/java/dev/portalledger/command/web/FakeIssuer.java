package dev.portalledger.command.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** An OpenID Connect issuer as far as machines need one: it describes itself and signs tokens. */
public final class FakeIssuer implements AutoCloseable {

  private final HttpServer server;
  private final RSAKey key;
  private volatile boolean away;

  FakeIssuer() {
    try {
      key = new RSAKeyGenerator(2048).keyID("k1").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", at -> answer(at, description()));
    server.createContext("/jwks", at -> answer(at, new JWKSet(key).toString()));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  /** A token of a machine or a person; no organization if null. */
  public String token(String sub, @Nullable String org, String... roles) {
    return token(
        claims -> {
          claims.subject(sub).claim("roles", List.of(roles));
          if (org != null) {
            claims.claim("org", org);
          }
        });
  }

  String token(Consumer<JwtClaimsSet.Builder> claims) {
    var now = Instant.now();
    var set =
        JwtClaimsSet.builder()
            .issuer(url())
            .issuedAt(now)
            .expiresAt(now.plus(Duration.ofMinutes(5)));
    claims.accept(set);
    return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
        .encode(JwtEncoderParameters.from(set.build()))
        .getTokenValue();
  }

  private String description() {
    return """
        {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/a",
         "token_endpoint":"%1$s/t","subject_types_supported":["public"],
         "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}
        """
        .formatted(url());
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(away ? 503 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
