package dev.portalledger.command.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code command.credential} and its data key.
 *
 * @param key null in the first form
 */
record StoredCredential(
    CredentialPlace place, long version, SealedTokens tokens, @Nullable DataKey key) {

  static StoredCredential of(ResultSet row, int number) throws SQLException {
    var keyId = row.getObject("data_key_id", UUID.class);
    var key = keyId == null ? null : DataKey.of(keyId, row);
    var expires = row.getObject("access_expires_at", OffsetDateTime.class);
    return new StoredCredential(
        place(row, key),
        row.getLong("credential_version"),
        new SealedTokens(
            row.getBytes("access_ct"),
            expires == null ? null : expires.toInstant(),
            row.getBytes("refresh_ct"),
            row.getBytes("refresh_fingerprint")),
        key);
  }

  private static CredentialPlace place(ResultSet row, @Nullable DataKey key) throws SQLException {
    return new CredentialPlace(
        new CredentialId(row.getObject("credential_id", UUID.class)),
        row.getString("organization_id"),
        row.getString("attempt_id"),
        row.getObject("portal_id", Long.class),
        row.getObject("generation", Integer.class),
        key == null ? null : row.getLong("credential_version"),
        key == null ? Long.toString(row.getLong("key_id")) : key.id().toString());
  }
}
