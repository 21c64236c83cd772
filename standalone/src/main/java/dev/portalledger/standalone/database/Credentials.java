package dev.portalledger.standalone.database;

import dev.portalledger.standalone.machine.CannotStart;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The random passwords of the three logins, kept in one private file. */
record Credentials(String superuser, String owner, String application) {

  static final String SUPERUSER = "postgres";
  static final String OWNER = "ledger_owner";
  static final String APPLICATION = "ledger";

  private static final int PASSWORD_BYTES = 24;

  static Credentials random() {
    var random = new SecureRandom();
    return new Credentials(password(random), password(random), password(random));
  }

  // Base64url: no character of it needs quoting, in SQL or elsewhere.
  private static String password(SecureRandom random) {
    var bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  void write(Path file) {
    PrivateFiles.write(
        file,
        """
        %s=%s
        %s=%s
        %s=%s
        """
            .formatted(SUPERUSER, superuser, OWNER, owner, APPLICATION, application));
  }

  static Credentials read(Path file) {
    if (Files.notExists(file)) {
      throw new CannotStart(
          "The database's passwords (" + file + ") are missing; --fresh starts anew without data.");
    }
    var properties = new Properties();
    try (var content = new StringReader(PrivateFiles.read(file))) {
      properties.load(content);
    } catch (IOException e) {
      throw new CannotStart("The file " + file + " cannot be read.", e);
    }
    return new Credentials(
        password(properties, SUPERUSER, file),
        password(properties, OWNER, file),
        password(properties, APPLICATION, file));
  }

  private static String password(Properties properties, String login, Path file) {
    var password = properties.getProperty(login);
    if (password == null) {
      throw new CannotStart("The file " + file + " lacks the password of " + login + ".");
    }
    return password;
  }

  @Override
  public String toString() {
    return "Credentials[redacted]";
  }
}
