package dev.portalledger.command.proof;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What others know of a connection that decides when, or whether, it is to be proven. */
@Component
public class Proofs {

  private final JdbcClient db;
  private final ProofSettings settings;

  Proofs(JdbcClient db, ProofSettings settings) {
    this.db = db;
    this.settings = settings;
  }

  /** HubSpot just granted it: that is its first proof. Within the transaction that records it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void granted(OrganizationId organization, PortalId portal, int generation) {
    db.sql(
            """
            insert into proof.connection
              (organization_id, portal_id, generation, granted_at, proven_at, next_at)
            values (:organization, :portal, :generation, clock_timestamp(), clock_timestamp(),
                    clock_timestamp() + (0.75 + random() * 0.2) * make_interval(secs => :every))
            on conflict (organization_id, portal_id) do update set
              generation = excluded.generation, granted_at = excluded.granted_at,
              proven_at = excluded.proven_at, next_at = excluded.next_at, state = 'LIVE',
              authorizer = 'UNKNOWN', failures = 0, last_failure = null, held_since = null,
              uninstalled_at = null
            """)
        .param("organization", organization.value())
        .param("portal", portal.value())
        .param("generation", generation)
        .param("every", settings.every().toSeconds())
        .update();
  }

  /** Within the transaction that records it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void expired(OrganizationId organization, PortalId portal) {
    over(organization, portal, Due.State.EXPIRED);
  }

  /** Within the transaction that records it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void ended(OrganizationId organization, PortalId portal) {
    over(organization, portal, Due.State.ENDED);
  }

  /** The organization's connections that have expired, by portal. */
  public List<PortalId> allExpired(OrganizationId organization) {
    return portals(organization, Due.State.EXPIRED);
  }

  /** The portals that an organization holds, connected or expired. */
  public List<PortalId> held(OrganizationId organization) {
    return portals(organization, Due.State.LIVE, Due.State.EXPIRED);
  }

  private List<PortalId> portals(OrganizationId organization, Due.State... states) {
    return db.sql(
            """
            select portal_id from proof.connection
             where organization_id = :organization and state = any(:states) order by portal_id
            """)
        .param("organization", organization.value())
        .param("states", Arrays.stream(states).map(Due.State::name).toArray(String[]::new))
        .query((row, _) -> new PortalId(row.getLong("portal_id")))
        .list();
  }

  /** The organizations that hold any. */
  public List<OrganizationId> holders() {
    return db.sql(
            """
            select distinct organization_id from proof.connection
             where state <> 'ENDED' order by organization_id
            """)
        .query((row, _) -> new OrganizationId(row.getString("organization_id")))
        .list();
  }

  /** Somebody says that HubSpot may have ended it: HubSpot is asked at once. */
  public void doubted(PortalId portal) {
    db.sql(
            """
            update proof.connection set next_at = clock_timestamp()
             where portal_id = :portal and state = 'LIVE'
            """)
        .param("portal", portal.value())
        .update();
  }

  /**
   * A signed request says that the app was removed from the portal: HubSpot is asked at once. One
   * that has expired is left alone, for nothing is left to ask HubSpot with.
   */
  public void removalSaid(PortalId portal) {
    db.sql(
            """
            update proof.connection
               set next_at = clock_timestamp(), uninstalled_at = clock_timestamp()
             where portal_id = :portal and state = 'LIVE'
            """)
        .param("portal", portal.value())
        .update();
  }

  /**
   * HubSpot's journal holds the removal of the app from the portal. Whether a grant that lives is
   * from before or after it, HubSpot is asked; for one that has expired, the time tells.
   */
  public void removalRecorded(PortalId portal, Instant at) {
    db.sql(
            """
            update proof.connection set next_at = clock_timestamp(), uninstalled_at = :at
             where portal_id = :portal
               and (state = 'LIVE' or (state = 'EXPIRED' and granted_at < :at))
            """)
        .param("portal", portal.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Something may have been missed: every connection is proven within this time. */
  public void allWithin(Duration time) {
    db.sql(
            """
            update proof.connection
               set next_at = least(next_at,
                                   clock_timestamp() + random() * make_interval(secs => :seconds))
             where state = 'LIVE'
            """)
        .param("seconds", time.toSeconds())
        .update();
  }

  private void over(OrganizationId organization, PortalId portal, Due.State state) {
    db.sql(
            """
            update proof.connection set state = :state, next_at = null, held_since = null
             where organization_id = :organization and portal_id = :portal
            """)
        .param("state", state.name())
        .param("organization", organization.value())
        .param("portal", portal.value())
        .update();
  }
}
