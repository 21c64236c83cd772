package dev.portalledger.command.vault;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the rows of {@code command.credential} tell without a token being opened. */
@Component
final class CredentialFacts {

  private final JdbcClient db;

  CredentialFacts(JdbcClient db) {
    this.db = db;
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
        .query(CredentialFacts::pendingCredential)
        .list();
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
