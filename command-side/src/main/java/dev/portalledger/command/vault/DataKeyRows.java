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

  /** Some that another key wrapped, after one, in the order of their ids. */
  List<DataKey> notUnder(String kekId, UUID after, int most) {
    return db.sql(
            "select k.data_key_id, "
                + DataKey.COLUMNS
                + """
                    from command.data_key k
                   where kek_id <> :kek and destroyed_at is null and data_key_id > :after
                   order by data_key_id limit :most
                  """)
        .param("kek", kekId)
        .param("after", after)
        .param("most", most)
        .query((row, _) -> DataKey.of(row.getObject("data_key_id", UUID.class), row))
        .list();
  }

  /** Replaces what is still as it was read; a key that was destroyed meanwhile stays so. */
  int replace(List<Rewrapping.Fresh> all) {
    return db.sql(
            """
            update command.data_key k set wrapped = fresh.wrapped, kek_id = fresh.kek
              from unnest(cast(:ids as uuid[]), cast(:before as bytea[]), cast(:after as bytea[]),
                          cast(:keks as text[])) as fresh (id, before, wrapped, kek)
             where k.data_key_id = fresh.id and k.wrapped = fresh.before
            """)
        .param("ids", all.stream().map(one -> one.old().id()).toArray(UUID[]::new))
        .param("before", all.stream().map(Rewrapping.Fresh::before).toArray(byte[][]::new))
        .param("after", all.stream().map(one -> one.wrapped().bytes()).toArray(byte[][]::new))
        .param("keks", all.stream().map(one -> one.wrapped().keyId()).toArray(String[]::new))
        .update();
  }
}
