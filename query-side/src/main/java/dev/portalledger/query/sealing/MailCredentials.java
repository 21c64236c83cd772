package dev.portalledger.query.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who signs in to the mail server. Read anew for each mail: a new password needs no restart. */
record MailCredentials(String user, String password) {

  private static final int LINES = 2;

  /**
   * The first two lines of the file.
   *
   * @throws IOException never with a word of what is in the file
   */
  static MailCredentials in(Path file) throws IOException {
    try {
      var lines = Files.readAllLines(file);
      if (lines.size() >= LINES && lines.stream().limit(LINES).noneMatch(String::isBlank)) {
        return new MailCredentials(lines.get(0).strip(), lines.get(1).strip());
      }
    } catch (IOException unreadable) {
      throw new IOException("names no file that can be read: " + file.toAbsolutePath());
    }
    throw new IOException("names a file without two lines: " + file.toAbsolutePath());
  }

  @Override
  public String toString() {
    return "MailCredentials[***]";
  }
}
