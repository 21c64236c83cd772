package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.subject.SubjectId;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps one row per organization and portal. A portal that left one organization and was connected
 * by another has two rows: the first stays as it ended. Safe to replay from the first event.
 */
@Component
@ProcessingGroup(ClientAccountsProjection.GROUP)
class ClientAccountsProjection {

  static final String GROUP = "client-accounts";

  private final JdbcClient db;

  ClientAccountsProjection(JdbcClient db) {
    this.db = db;
  }

  @EventHandler
  void on(PortalConnectionEvent event, @SequenceNumber long version) {
    switch (event) {
      case PortalConnected e -> granted(e, Cause.FIRST_GRANT, e.grant(), e.connectedBy(), version);
      case PortalReconnected e -> granted(e, Cause.NEW_GRANT, e.grant(), e.connectedBy(), version);
      case PortalExpired e -> expired(e, version);
      case PortalRevoked e -> revoked(e, version);
      case UpstreamRevocationConfirmed e -> confirmed(e, version);
    }
  }

  @ResetHandler
  void reset() {
    db.sql("truncate query.client_accounts").update();
  }

  private void granted(
      PortalConnectionEvent event, Cause cause, Grant grant, SubjectId by, long version) {
    db.sql(
            """
            insert into query.client_accounts as known
              (organization_id, portal_id, status, cause, since, proven_at, generation, scopes, hub_domain,
               authorizer, authorizer_standing, connected_by, ended_by, upstream_revocation, version)
            values
              (:organization, :portal, 'CONNECTED', :cause, :at, :at, :generation, :scopes, :domain,
               :authorizer, :standing, :by, null, 'NONE', :version)
            on conflict (organization_id, portal_id) do update set
              status = 'CONNECTED', cause = excluded.cause, proven_at = excluded.proven_at,
              since = case known.status when 'CONNECTED' then known.since else excluded.since end,
              generation = excluded.generation, scopes = excluded.scopes,
              hub_domain = coalesce(excluded.hub_domain, known.hub_domain),
              authorizer = excluded.authorizer, authorizer_standing = excluded.authorizer_standing,
              connected_by = excluded.connected_by, ended_by = null, upstream_revocation = 'NONE',
              version = excluded.version
            where known.version < excluded.version
            """)
        .param("organization", event.organizationId().value())
        .param("portal", event.portalId().value())
        .param("cause", cause.name())
        .param("at", event.occurredAt().atOffset(ZoneOffset.UTC))
        .param("generation", grant.generation())
        .param("scopes", grant.scopes().toArray(String[]::new))
        .param("domain", grant.hubDomain())
        .param("authorizer", grant.authorizer().value())
        .param("standing", grant.authorizerStanding().name())
        .param("by", by.value())
        .param("version", version)
        .update();
  }

  private void expired(PortalExpired event, long version) {
    var change =
        db.sql(
                """
                update query.client_accounts
                   set status = 'EXPIRED', cause = :cause, since = :at, version = :version
                 where organization_id = :organization and portal_id = :portal and version < :version
                """)
            .param("cause", Cause.of(event.cause()).name());
    apply(change, event, version);
  }

  private void revoked(PortalRevoked event, long version) {
    var change =
        db.sql(
                """
                update query.client_accounts
                   set status = 'DISCONNECTED', cause = :cause, since = :at, ended_by = :by,
                       upstream_revocation = :upstream, version = :version
                 where organization_id = :organization and portal_id = :portal and version < :version
                """)
            .param("cause", Cause.of(event.cause()).name())
            .param("by", valueOf(event.by()))
            .param("upstream", UpstreamRevocation.after(event.cause()).name());
    apply(change, event, version);
  }

  /** A confirmation that comes after a reconnect is about a grant the row no longer shows. */
  private void confirmed(UpstreamRevocationConfirmed event, long version) {
    var change =
        db.sql(
                """
                update query.client_accounts
                   set upstream_revocation = case
                         when status = 'DISCONNECTED' and generation = :generation then 'CONFIRMED'
                         else upstream_revocation end,
                       version = :version
                 where organization_id = :organization and portal_id = :portal and version < :version
                """)
            .param("generation", event.generation());
    apply(change, event, version);
  }

  private void apply(JdbcClient.StatementSpec change, PortalConnectionEvent event, long version) {
    int changed =
        change
            .param("organization", event.organizationId().value())
            .param("portal", event.portalId().value())
            .param("at", event.occurredAt().atOffset(ZoneOffset.UTC))
            .param("version", version)
            .update();
    if (changed == 0 && !isKnown(event)) {
      throw new IllegalStateException(
          "portal " + event.portalId() + " has an event before its first grant");
    }
  }

  private boolean isKnown(PortalConnectionEvent event) {
    return db.sql(
            """
            select exists (select from query.client_accounts
                            where organization_id = :organization and portal_id = :portal)
            """)
        .param("organization", event.organizationId().value())
        .param("portal", event.portalId().value())
        .query(Boolean.class)
        .single();
  }

  private static @Nullable String valueOf(@Nullable SubjectId subject) {
    return subject == null ? null : subject.value();
  }
}
