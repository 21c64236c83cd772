package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of {@code command.data_key}; credentials bring their key along in their own. */
@Component
final class DataKeyRows {

  private final JdbcClient db;

  DataKeyRows(JdbcClient db) {
    this.db = db;
  }

  Optional<DataKey> find(UUID id) {
    return db.sql("select " + DataKey.COLUMNS + " from command.data_key k where data_key_id = :id")
        .param("id", id)
        .query((row, _) -> DataKey.of(id, row))
        .optional();
  }

  /** Those for what is no credential, oldest first. */
  List<DataKey> forTheRest() {
    return db.sql(
            "select k.data_key_id, "
                + DataKey.COLUMNS
                + """
                    from command.data_key k
                   where owner = 'sealed' and destroyed_at is null order by created_at
                  """)
        .query((row, _) -> DataKey.of(row.getObject("data_key_id", UUID.class), row))
        .list();
  }

  void insert(DataKey key) {
    var wrapped = requireNonNull(key.wrapped());
    db.sql(
            """
            insert into command.data_key (data_key_id, owner, wrapped, kek_id)
            values (:id, :owner, :wrapped, :kek)
            """)
        .param("id", key.id())
        .param("owner", key.owner())
        .param("wrapped", wrapped.bytes())
        .param("kek", wrapped.keyId())
        .update();
  }
}
