package dev.portalledger.standalone.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

/** The key the demo sign-in signs with, made on first use and then kept. */
final class SigningKey {

  private static final int BITS = 2048;

  static JWKSource<SecurityContext> in(Path file) {
    if (Files.notExists(file)) {
      PrivateFiles.write(file, newKey());
    }
    try {
      return new ImmutableJWKSet<>(new JWKSet(RSAKey.parse(PrivateFiles.read(file))));
    } catch (ParseException e) {
      throw new IllegalStateException(file + " is no JSON Web Key", e);
    }
  }

  private static String newKey() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyID(UUID.randomUUID().toString())
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("this JVM cannot make RSA keys", e);
    }
  }

  private SigningKey() {}
}
