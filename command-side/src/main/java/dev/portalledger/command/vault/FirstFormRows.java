package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the credentials that stand in the first form, without a data key. */
@Component
final class FirstFormRows {

  private final JdbcClient db;

  FirstFormRows(JdbcClient db) {
    this.db = db;
  }

  List<StoredCredential> some(CredentialId after, int most) {
    return db.sql(
            """
            select * from command.credential
             where data_key_id is null and status <> 'DESTROYED' and credential_id > :after
             order by credential_id limit :most
               for update skip locked
            """)
        .param("after", after.value())
        .param("most", most)
        .query(StoredCredential::of)
        .list();
  }

  void reseal(StoredCredential row) {
    var key = requireNonNull(row.key());
    var wrapped = requireNonNull(key.wrapped());
    db.sql(
            """
            with its_key as (
              insert into command.data_key (data_key_id, owner, wrapped, kek_id)
              values (:key, :owner, :wrapped, :kek))
            update command.credential
               set access_ct = :access, refresh_ct = :refresh, key_id = null, data_key_id = :key,
                   updated_at = clock_timestamp()
             where credential_id = :id
            """)
        .param("key", key.id())
        .param("owner", key.owner())
        .param("wrapped", wrapped.bytes())
        .param("kek", wrapped.keyId())
        .param("access", row.tokens().access)
        .param("refresh", row.tokens().refresh)
        .param("id", row.place().id().value())
        .update();
  }
}
