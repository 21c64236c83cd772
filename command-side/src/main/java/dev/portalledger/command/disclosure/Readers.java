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

  /** Whom a note is about. */
  sealed interface Who {}

  /** Was erased while the note waited. */
  record Erased(String subject) implements Who {}

  /** As the query side writes it. */
  record Reader(
      boolean machine, String issuer, String account, @Nullable String name, @Nullable String email)
      implements Who {

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
    return switch (read(noted)) {
      case Erased(var subject) -> new SubjectId(subject);
      case Reader reader -> subject(noted, reader);
    };
  }

  boolean is(SubjectId subject, Noted noted) {
    return read(noted) instanceof Reader reader
        && !reader.machine()
        && subjects.isMember(subject, reader.issuer(), reader.account());
  }

  /** What is kept of a reader who is erased: the id, and no account. */
  byte[] erased(SubjectId subject, Noted noted) {
    var kept = JsonMapper.shared().writeValueAsBytes(new Erased(subject.value()));
    try {
      return keys.encrypt(kept, context(noted));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-GCM", e);
    }
  }

  private Who read(Noted noted) {
    var json = JsonMapper.shared().readTree(opened(noted));
    var who = json.has("subject") ? Erased.class : Reader.class;
    return JsonMapper.shared().treeToValue(json, who);
  }

  private SubjectId subject(Noted noted, Reader reader) {
    return reader.machine()
        ? subjects.service(reader.issuer(), reader.account())
        : subjects.member(
            noted.organization(), reader.issuer(), reader.account(), reader.name(), reader.email());
  }

  private byte[] opened(Noted noted) {
    try {
      return keys.decrypt(noted.reader(), context(noted));
    } catch (GeneralSecurityException _) {
      throw new IllegalStateException("the reader of disclosure " + noted.id() + " does not open");
    }
  }

  private static byte[] context(Noted noted) {
    return ("disclosure|" + noted.id()).getBytes(StandardCharsets.UTF_8);
  }
}
