package dev.portalledger.command.disclosure;

import com.google.crypto.tink.Aead;
import dev.portalledger.command.subject.Subjects;
import dev.portalledger.command.vault.KeyFolder;
import dev.portalledger.events.subject.SubjectId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the subject of whoever read. The query side encrypts what the sign-in says of them with the
 * associated data {@code disclosure|<id>} in UTF-8.
 */
@Component
final class Readers {

  /** As the query side writes it. */
  record Reader(
      boolean machine,
      String issuer,
      String account,
      @Nullable String name,
      @Nullable String email) {

    @Override
    public String toString() {
      return "Reader[redacted]";
    }
  }

  private final Aead keys;
  private final Subjects subjects;

  Readers(KeyFolder keys, Subjects subjects) {
    this.keys = keys.subjects();
    this.subjects = subjects;
  }

  SubjectId of(Noted noted) {
    var reader = JsonMapper.shared().readValue(opened(noted), Reader.class);
    return reader.machine()
        ? subjects.service(reader.issuer(), reader.account())
        : subjects.member(
            noted.organization(), reader.issuer(), reader.account(), reader.name(), reader.email());
  }

  private byte[] opened(Noted noted) {
    try {
      var context = ("disclosure|" + noted.id()).getBytes(StandardCharsets.UTF_8);
      return keys.decrypt(noted.reader(), context);
    } catch (GeneralSecurityException _) {
      throw new IllegalStateException("the reader of disclosure " + noted.id() + " does not open");
    }
  }
}
