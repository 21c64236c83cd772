package dev.portalledger.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portalledger.standalone.StandaloneOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** Tokens of the demo sign-in for people of organizations that have no demo account. */
record Bearer(String issuer, RSAKey key) {

  private static final long SECONDS = 36_000;

  static Bearer of(StandaloneOptions options) throws IOException, ParseException {
    var file = options.folder().resolve("sign-in").resolve("signing-key.json");
    return new Bearer(options.sandboxUrl(), RSAKey.parse(Files.readString(file)));
  }

  String owner(String organization) throws JOSEException {
    return person(organization, "OWNER");
  }

  /** One person of each role and organization. */
  String person(String organization, String role) throws JOSEException {
    var now = Instant.now();
    var name = role.toLowerCase(Locale.ROOT) + "-of-" + organization;
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(name)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(SECONDS)))
            .claim("name", name)
            .claim("email", name + "@example.test")
            .claim("org", organization)
            .claim("roles", List.of(role))
            .build();
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }
}
