package dev.portalledger.standalone.journey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portalledger.standalone.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Who uses the product: signed in at the demo sign-in, or bearing a token of the same issuer. */
final class People {

  private final Place place;

  People(Place place) {
    this.place = place;
  }

  Visitor stranger() {
    return new Visitor(place.url());
  }

  /** Walks through the sign-in as a browser does. */
  Visitor signedIn(String email) {
    var visitor = stranger();
    var form = visitor.follow(visitor.get("/client-accounts"));
    var entered =
        visitor.post(
            form.from().resolve("/sign-in"),
            Map.of("username", email, "password", "demo", "_csrf", form.csrf()));
    var page = visitor.follow(entered);
    if (page.status() != 200 && page.status() != 403) {
      throw new AssertionError("sign-in of " + email + " ended at " + page.from());
    }
    return visitor;
  }

  /** Somebody of any organization, also one that has no demo account. */
  Visitor bearer(String organization, String role, String name) {
    return stranger().bearing(token(organization, role, name));
  }

  String token(String organization, String role, String name) {
    try {
      var key =
          RSAKey.parse(
              Files.readString(place.folder().resolve("sign-in").resolve("signing-key.json")));
      var now = Instant.now();
      var claims =
          new JWTClaimsSet.Builder()
              .issuer(place.sandboxUrl())
              .subject(name)
              .issueTime(Date.from(now))
              .expirationTime(Date.from(now.plusSeconds(600)))
              .claim("name", name)
              .claim("email", name + "@" + organization + ".test")
              .claim("roles", List.of(role));
      if (!organization.isEmpty()) {
        claims.claim("org", organization);
      }
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
              claims.build());
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (IOException | ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
