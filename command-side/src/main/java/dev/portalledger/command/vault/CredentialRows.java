package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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

  Optional<Instant> accessEndsAt(OrganizationId organization, PortalId portal) {
    return db.sql(
            """
            select access_expires_at from command.credential
             where organization_id = :organization and portal_id = :portal
               and access_expires_at > clock_timestamp()
             order by access_expires_at desc limit 1
            """)
        .param("organization", organization.value())
        .param("portal", portal.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  boolean isInUse(PortalId portal) {
    return db.sql(
            """
            select exists (select from command.credential
                            where portal_id = :portal and status = 'ACTIVE')
            """)
        .param("portal", portal.value())
        .query(Boolean.class)
        .single();
  }

  Optional<Long> lockedVersion(OrganizationId organization, PortalId portal) {
    return db.sql(
            """
            select credential_version from command.credential
             where organization_id = :organization and portal_id = :portal and status = 'ACTIVE'
               for update
            """)
        .param("organization", organization.value())
        .param("portal", portal.value())
        .query(Long.class)
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

  boolean sharesRefreshToken(CredentialId id) {
    return db.sql(
            """
            select exists (
              select from command.credential mine
                join command.credential other
                  on other.refresh_fingerprint = mine.refresh_fingerprint
                 and other.credential_id <> mine.credential_id
               where mine.credential_id = :id and other.status in ('PENDING', 'ACTIVE'))
            """)
        .param("id", id.value())
        .query(Boolean.class)
        .single();
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

  boolean isDestroyed(CredentialId id) {
    return db.sql(
            "select exists (select from command.credential"
                + " where credential_id = :id and status = 'DESTROYED')")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  List<PendingCredential> pendingOlderThan(Duration age) {
    return db.sql(
            """
            select credential_id, attempt_id, organization_id, created_at
              from command.credential
             where status = 'PENDING'
               and created_at < clock_timestamp() - make_interval(secs => :seconds)
             order by created_at, credential_id
            """)
        .param("seconds", age.toMillis() / 1000.0)
        .query(CredentialRows::pendingCredential)
        .list();
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

  private static PendingCredential pendingCredential(ResultSet row, int number)
      throws SQLException {
    return new PendingCredential(
        new CredentialId(row.getObject("credential_id", UUID.class)),
        new AttemptId(row.getString("attempt_id")),
        new OrganizationId(row.getString("organization_id")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
