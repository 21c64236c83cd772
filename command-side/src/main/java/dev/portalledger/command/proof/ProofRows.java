package dev.portalledger.command.proof;

import dev.portalledger.command.hubspot.AuthorizerNow;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the work on {@code proof.connection}; every time is the database's. */
@Component
class ProofRows {

  private final JdbcClient db;
  private final ProofSettings settings;

  ProofRows(JdbcClient db, ProofSettings settings) {
    this.db = db;
    this.settings = settings;
  }

  /**
   * Takes those that are longest due. Several nodes never take the same; one that dies leaves its
   * own due again after two minutes, and proving twice is harmless.
   */
  List<Due> claim(int most) {
    return db.sql(
            """
            with due as (
              select organization_id, portal_id from proof.connection
               where next_at <= clock_timestamp()
               order by next_at limit :most
                 for update skip locked)
            update proof.connection as known
               set next_at = clock_timestamp() + interval '2 minutes'
              from due
             where known.organization_id = due.organization_id and known.portal_id = due.portal_id
            returning known.*, clock_timestamp() as asked_at
            """)
        .param("most", most)
        .query(Due::of)
        .list();
  }

  Optional<Due> find(OrganizationId organization, PortalId portal) {
    return db.sql(
            """
            select *, clock_timestamp() as asked_at from proof.connection
             where organization_id = :organization and portal_id = :portal
            """)
        .param("organization", organization.value())
        .param("portal", portal.value())
        .query(Due::of)
        .optional();
  }

  /**
   * HubSpot confirmed the grant. The next proof comes at a moment of its own within the last
   * quarter of the period, so that connections proven together drift apart. While a removal was
   * said an hour ago at most, HubSpot may only be late: then it is asked again soon.
   */
  void proven(Due due, AuthorizerNow authorizer) {
    of(
            due,
            """
            update proof.connection
               set proven_at = greatest(proven_at, :asked), failures = 0, last_failure = null,
                   held_since = null,
                   authorizer = case :authorizer when 'UNKNOWN' then authorizer else :authorizer end,
                   uninstalled_at = case when uninstalled_at > clock_timestamp() - interval '1 hour'
                     then uninstalled_at end,
                   next_at = clock_timestamp() + (0.75 + random() * 0.2)
                     * case when uninstalled_at > clock_timestamp() - interval '1 hour'
                         then make_interval(secs => :soon) else make_interval(secs => :every) end
             where organization_id = :organization and portal_id = :portal
               and generation = :generation and state = 'LIVE'
            """)
        .param("asked", due.askedAt().atOffset(ZoneOffset.UTC))
        .param("authorizer", authorizer.name())
        .param("soon", settings.firstRetry().toSeconds())
        .param("every", settings.every().toSeconds())
        .update();
  }

  /** HubSpot said neither yes nor no; that says nothing about the customer. */
  void failed(Due due, String failure, Duration atLeast) {
    of(
            due,
            """
            update proof.connection
               set failures = failures + 1, last_failure = :failure,
                   next_at = clock_timestamp() + greatest(
                     make_interval(secs => :least),
                     (0.5 + random() / 2) * least(
                       make_interval(secs => :first * power(2, least(failures, 10))),
                       make_interval(secs => :longest)))
             where organization_id = :organization and portal_id = :portal
               and generation = :generation and next_at is not null
            """)
        .param("failure", failure)
        .param("least", atLeast.toSeconds())
        .param("first", settings.firstRetry().toSeconds())
        .param("longest", settings.longestRetry().toSeconds())
        .update();
  }

  /** Found dead, but too many are at once: looked at again, and again, until that is over. */
  void held(Due due) {
    of(
            due,
            """
            update proof.connection
               set held_since = coalesce(held_since, clock_timestamp()),
                   next_at = clock_timestamp() + (0.5 + random() / 2) * make_interval(secs => :soon)
             where organization_id = :organization and portal_id = :portal
               and generation = :generation and state = 'LIVE'
            """)
        .param("soon", settings.firstRetry().toSeconds())
        .update();
  }

  /** Nothing is left to ask of it. */
  void rests(Due due) {
    of(
            due,
            """
            update proof.connection set next_at = null
             where organization_id = :organization and portal_id = :portal
               and generation = :generation and state <> 'LIVE'
            """)
        .update();
  }

  private JdbcClient.StatementSpec of(Due due, String sql) {
    return db.sql(sql)
        .param("organization", due.organization().value())
        .param("portal", due.portal().value())
        .param("generation", due.generation());
  }
}
