package dev.portalledger.standalone.journey;

import dev.portalledger.standalone.World;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database holds, for claims that no page makes. */
final class Ledger {

  private static final JdbcClient DB = World.get().db();

  /** Connections recorded without an active credential, or credentials without their event. */
  static List<String> strays() {
    return DB.sql(
            """
            select 'credential without event: ' || c.portal_id from command.credential c
             where c.status = 'ACTIVE' and not exists (
               select from events.event e
                where e.aggregate_identifier = 'portal-' || c.portal_id
                  and e.sequence_number = c.granted_by_version
                  and e.payload_type like '%onnected')
            union all
            select 'connection without credential: ' || v.portal_id from query.client_accounts v
             where v.status = 'CONNECTED' and not exists (
               select from command.credential c
                where c.portal_id = v.portal_id and c.organization_id = v.organization_id
                  and c.generation = v.generation and c.status = 'ACTIVE')
            """)
        .query(String.class)
        .list();
  }

  static int pendingRevocations() {
    return DB.sql(
            "select count(*) from command.revocation where status = 'PENDING' and stage <> 'PROBE'")
        .query(Integer.class)
        .single();
  }

  static int pendingCredentials() {
    return DB.sql("select count(*) from command.credential where status = 'PENDING'")
        .query(Integer.class)
        .single();
  }

  static long events() {
    return DB.sql("select count(*) from events.event").query(Long.class).single();
  }

  /** The position of the last event, where every reader has to get to: there are no holes. */
  static long head() {
    return events();
  }

  static int eventsOf(String stream) {
    return DB.sql("select count(*) from events.event where aggregate_identifier = ?")
        .param(stream)
        .query(Integer.class)
        .single();
  }

  static String newestAttemptOf(String organization) {
    return DB.sql(
            """
            select attempt_id from command.attempt where organization_id = ?
             order by created_at desc limit 1
            """)
        .param(organization)
        .query(String.class)
        .single();
  }

  /** Of one organization, so that a test elsewhere does not disturb. */
  static int eventsIn(String organization) {
    return DB.sql(
            """
            select count(*) from events.event
             where tenant = ?
            """)
        .param(organization)
        .query(Integer.class)
        .single();
  }

  /** Turns the clock for one attempt: it is as old as if its time were over. */
  static void age(String attempt) {
    DB.sql(
            """
            update command.attempt set expires_at = clock_timestamp() - interval '1 second'
             where attempt_id = ?
            """)
        .param(attempt)
        .update();
  }

  /** Turns the clock for one attempt: all that happened to it was an hour earlier. */
  static void hourLater(String attempt) {
    DB.sql(
            """
            update command.attempt
               set created_at = created_at - interval '1 hour', expires_at = expires_at - interval '1 hour',
                   consumed_at = consumed_at - interval '1 hour', closed_at = closed_at - interval '1 hour'
             where attempt_id = ?
            """)
        .param(attempt)
        .update();
  }

  /** So many invitations more of an organization. */
  static void openInvitations(String organization, int count) {
    DB.sql(
            """
            insert into invitation.invitation (invitation_id, organization_id, secret_sha256, invited_by,
              purpose, required_scopes, optional_scopes, expires_at)
            select :org || '-' || n, :org, cast(:org || '-' || n as bytea), 'subject', 'AUDIT', '{}', '{}',
                   clock_timestamp() + interval '1 day'
              from generate_series(1, :count) as n
            """)
        .param("org", organization)
        .param("count", count)
        .update();
  }

  /** Turns the clock for one invitation: its time is over. */
  static void ageInvitation(String invitation) {
    DB.sql(
            """
            update invitation.invitation set expires_at = clock_timestamp() - interval '1 second'
             where invitation_id = ?
            """)
        .param(invitation)
        .update();
  }

  /** Turns the clock for whoever followed an invitation: it is a week ago. */
  static void ageVisits(String invitation) {
    DB.sql(
            """
            update invitation.visit set ended_at = clock_timestamp() - interval '7 days 1 second'
             where invitation_id = ?
            """)
        .param(invitation)
        .update();
  }

  static String stateOf(String invitation) {
    return DB.sql("select phase from invitation.invitation where invitation_id = ?")
        .param(invitation)
        .query(String.class)
        .single();
  }

  /** Turns the clock for installs that wait: their time is over. */
  static void ageInstalls() {
    DB.sql("update command.marketplace_install set expires_at = clock_timestamp()").update();
  }

  /** What stands in the rows of installs that wait, as text. */
  static String waitingInstalls() {
    return DB.sql(
            "select coalesce(string_agg(encode(code_ct, 'escape') || ' ' || return_url, ','), '')"
                + " from command.marketplace_install")
        .query(String.class)
        .single();
  }

  static int sessions() {
    return DB.sql("select count(*) from web.session").query(Integer.class).single();
  }

  static int triesToRevoke(long portal) {
    return DB.sql("select attempts from command.revocation where portal_id = ?")
        .param(portal)
        .query(Integer.class)
        .single();
  }

  /** As if somebody with the database's password had written into the row. */
  static void spoilCredential(long portal) {
    DB.sql(
            """
            update command.credential set refresh_ct = set_byte(refresh_ct, 40, get_byte(refresh_ct, 40) # 1)
             where portal_id = ?
            """)
        .param(portal)
        .update();
  }

  /** So that the spoilt one does not keep other tests waiting. */
  static void forgetRevocation(long portal) {
    DB.sql("update command.revocation set status = 'SHARED' where portal_id = ?")
        .param(portal)
        .update();
  }

  /** Turns the clock for one connection: it is due for its next proof. */
  static void proveNow(long portal) {
    DB.sql(
            """
            update proof.connection set next_at = clock_timestamp()
             where portal_id = ? and next_at is not null
            """)
        .param(portal)
        .update();
  }

  /** Turns the clock for one connection: HubSpot last confirmed it three days ago. */
  static void unproven(long portal) {
    DB.sql(
            "update proof.connection set proven_at = proven_at - interval '3 days' where portal_id"
                + " = ?")
        .param(portal)
        .update();
    DB.sql(
            "update query.client_accounts set proven_at = proven_at - interval '3 days' where"
                + " portal_id = ?")
        .param(portal)
        .update();
  }

  /** The view says again what the events say; others compare the two. */
  static void turnBack(long portal) {
    DB.sql(
            "update query.client_accounts set proven_at = proven_at + interval '3 days' where"
                + " portal_id = ?")
        .param(portal)
        .update();
  }

  /** How often HubSpot did not do the next step of ending a portal's grant. */
  static int failedStepsOf(long portal) {
    return DB.sql("select tries from command.revocation where portal_id = ?")
        .param(portal)
        .query(Integer.class)
        .single();
  }

  /** Turns the clock for the end of one connection: it is a day longer ago. */
  static void aDayLater(long portal) {
    DB.sql(
            """
            update command.revocation
               set created_at = created_at - interval '1 day',
                   stage_since = stage_since - interval '1 day'
             where portal_id = ?
            """)
        .param(portal)
        .update();
  }

  /** Turns the clock for the end of one connection: its pause is over. */
  static void retryRevocation(long portal) {
    DB.sql(
            """
            update command.revocation set next_at = clock_timestamp()
             where portal_id = ? and status = 'PENDING'
            """)
        .param(portal)
        .update();
  }

  static boolean listensToHubSpot() {
    return DB.sql("select subscribed_at is not null and read_at is not null from command.journal")
        .query(Boolean.class)
        .single();
  }

  private Ledger() {}
}
