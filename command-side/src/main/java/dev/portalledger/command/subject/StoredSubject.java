package dev.portalledger.command.subject;

import dev.portalledger.command.vault.keys.Wrapped;
import dev.portalledger.events.subject.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A subject as it stands in its rows.
 *
 * @param key null in the first form, and as long as nothing personal is kept
 */
@SuppressWarnings("ArrayRecordComponent") // read from a row, never compared
record StoredSubject(
    SubjectId id, byte @Nullable [] name, byte @Nullable [] email, @Nullable Wrapped key) {

  /** What {@link #of} reads. */
  static final String COLUMNS = "s.subject_id, s.name_ct, s.email_ct, k.wrapped, k.kek_id";

  static StoredSubject of(ResultSet row) throws SQLException {
    byte[] wrapped = row.getBytes("wrapped");
    return new StoredSubject(
        new SubjectId(row.getString("subject_id")),
        row.getBytes("name_ct"),
        row.getBytes("email_ct"),
        wrapped == null ? null : new Wrapped(row.getString("kek_id"), wrapped));
  }

  boolean isInFirstForm() {
    return key == null && (name != null || email != null);
  }
}
