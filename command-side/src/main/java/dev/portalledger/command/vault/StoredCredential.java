package dev.portalledger.command.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A row of {@code command.credential}. */
record StoredCredential(CredentialPlace place, SealedTokens tokens) {

  static StoredCredential of(ResultSet row, int number) throws SQLException {
    var place =
        new CredentialPlace(
            new CredentialId(row.getObject("credential_id", UUID.class)),
            row.getString("organization_id"),
            row.getString("attempt_id"),
            row.getObject("portal_id", Long.class),
            row.getObject("generation", Integer.class),
            row.getLong("key_id"));
    var expires = row.getObject("access_expires_at", OffsetDateTime.class);
    return new StoredCredential(
        place,
        new SealedTokens(
            row.getBytes("access_ct"),
            expires == null ? null : expires.toInstant(),
            row.getBytes("refresh_ct"),
            row.getBytes("refresh_fingerprint")));
  }
}
