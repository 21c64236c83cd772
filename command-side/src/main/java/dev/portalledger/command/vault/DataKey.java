package dev.portalledger.command.vault;

import dev.portalledger.command.vault.keys.Wrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code command.data_key}.
 *
 * @param owner the credential it belongs to, or {@link #SEALED}; null if it was not read
 * @param wrapped null once it is destroyed
 */
record DataKey(UUID id, @Nullable String owner, @Nullable Wrapped wrapped) {

  /** The owner of keys for what stands in other features' rows. */
  static final String SEALED = "sealed";

  /** The columns of a row, beside those of its owner. */
  static final String COLUMNS =
      "k.owner as key_owner, k.wrapped as key_wrapped, k.kek_id as key_kek";

  static DataKey of(UUID id, ResultSet row) throws SQLException {
    byte[] wrapped = row.getBytes("key_wrapped");
    return new DataKey(
        id,
        row.getString("key_owner"),
        wrapped == null ? null : new Wrapped(row.getString("key_kek"), wrapped));
  }

  /** What its wrapped bytes are bound to. */
  static byte[] place(UUID id, String owner) {
    return Place.of("data-key", id.toString(), owner).bytes();
  }
}
