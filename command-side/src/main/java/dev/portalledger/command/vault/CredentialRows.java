package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The SQL of {@code command.credential}. */
@Component
final class CredentialRows {

  private static final String STORED =
      "select c.*, "
          + DataKey.COLUMNS
          + " from command.credential c left join command.data_key k using (data_key_id) ";

  /** A key that is there already stays as it is. */
  private static final String WITH_ITS_KEY =
      """
      with its_key as (
        insert into command.data_key (data_key_id, owner, wrapped, kek_id)
        values (:key, :owner, :wrapped, :kek) on conflict (data_key_id) do nothing)
      """;

  private final JdbcClient db;

  CredentialRows(JdbcClient db) {
    this.db = db;
  }

  void insertPending(StoredCredential row, Duration life) {
    withItsKey(
            row,
            """
            insert into command.credential
              (credential_id, organization_id, attempt_id, status, access_ct, access_expires_at,
               refresh_ct, refresh_fingerprint, data_key_id)
            values (:id, :organization, :attempt, 'PENDING', :access,
               clock_timestamp() + make_interval(secs => :life), :refresh, :fingerprint, :key)
            """)
        .param("id", row.place().id().value())
        .param("organization", row.place().organization())
        .param("attempt", row.place().attempt())
        .param("access", row.tokens().access)
        .param("life", life.toMillis() / 1000.0)
        .param("refresh", row.tokens().refresh)
        .param("fingerprint", row.tokens().fingerprint)
        .update();
  }

  void activate(StoredCredential row, long grantedByVersion) {
    withItsKey(
            row,
            """
            update command.credential
               set status = 'ACTIVE', portal_id = :portal, generation = :generation,
                   access_ct = :access, refresh_ct = :refresh, key_id = null, data_key_id = :key,
                   granted_by_version = :version, updated_at = clock_timestamp()
             where credential_id = :id
            """)
        .param("id", row.place().id().value())
        .param("portal", row.place().portal())
        .param("generation", row.place().generation())
        .param("access", row.tokens().access)
        .param("refresh", row.tokens().refresh)
        .param("version", grantedByVersion)
        .update();
  }

  Optional<StoredCredential> pending(AttemptId attempt, OrganizationId organization) {
    return db.sql(
            STORED
                + """
                 where attempt_id = :attempt and organization_id = :organization
                   and status = 'PENDING'
                   for update of c
                """)
        .param("attempt", attempt.value())
        .param("organization", organization.value())
        .query(StoredCredential::of)
        .optional();
  }

  Optional<StoredCredential> active(OrganizationId organization, PortalId portal) {
    return db.sql(
            STORED
                + """
                 where organization_id = :organization and portal_id = :portal
                   and status = 'ACTIVE'
                """)
        .param("organization", organization.value())
        .param("portal", portal.value())
        .query(StoredCredential::of)
        .optional();
  }

  Optional<StoredCredential> givenUp(CredentialId id) {
    return db.sql(STORED + " where credential_id = :id and status in ('SUPERSEDED', 'REVOKING')")
        .param("id", id.value())
        .query(StoredCredential::of)
        .optional();
  }

  Optional<CredentialId> revokePending(AttemptId attempt) {
    return db.sql(
            """
            update command.credential
               set status = 'REVOKING', access_ct = null, updated_at = clock_timestamp()
             where attempt_id = :attempt and status = 'PENDING'
            returning credential_id
            """)
        .param("attempt", attempt.value())
        .query(UUID.class)
        .optional()
        .map(CredentialId::new);
  }

  Optional<CredentialId> revokeActive(OrganizationId organization, PortalId portal) {
    return db.sql(
            """
            update command.credential
               set status = 'REVOKING', access_ct = null, updated_at = clock_timestamp()
             where organization_id = :organization and portal_id = :portal and status = 'ACTIVE'
            returning credential_id
            """)
        .param("organization", organization.value())
        .param("portal", portal.value())
        .query(UUID.class)
        .optional()
        .map(CredentialId::new);
  }

  void supersede(CredentialId id) {
    db.sql(
            """
            update command.credential
               set status = 'SUPERSEDED', access_ct = null, updated_at = clock_timestamp()
             where credential_id = :id and status = 'ACTIVE'
            """)
        .param("id", id.value())
        .update();
  }

  /** Its data key goes with it; which one that was. */
  Optional<UUID> destroy(CredentialId id) {
    return db
        .sql(
            """
            update command.credential
               set status = 'DESTROYED', access_ct = null, refresh_ct = null,
                   refresh_fingerprint = null, destroyed_at = clock_timestamp(),
                   updated_at = clock_timestamp()
             where credential_id = :id and status <> 'DESTROYED'
            returning data_key_id
            """)
        .param("id", id.value())
        .query((row, _) -> row.getObject("data_key_id", UUID.class))
        .list()
        .stream()
        .filter(Objects::nonNull)
        .findFirst();
  }

  private StatementSpec withItsKey(StoredCredential row, String statement) {
    var key = requireNonNull(row.key());
    var wrapped = requireNonNull(key.wrapped());
    return db.sql(WITH_ITS_KEY + statement)
        .param("key", key.id())
        .param("owner", key.owner())
        .param("wrapped", wrapped.bytes())
        .param("kek", wrapped.keyId());
  }
}
