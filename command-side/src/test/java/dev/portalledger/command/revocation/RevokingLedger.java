package dev.portalledger.command.revocation;

import static dev.portalledger.command.proof.ProvenLedger.ACME;

import dev.portalledger.command.connection.Decision;
import dev.portalledger.command.connection.RevokeConnection;
import dev.portalledger.command.proof.PretendedHubSpot;
import dev.portalledger.command.proof.PretendedRevocations;
import dev.portalledger.command.proof.ProvenLedger;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Connections that are removed, and the time until HubSpot has done its part. */
final class RevokingLedger {

  static final String REVOKE = "/oauth/2026-03/token/revoke";
  static final String UNINSTALL = "/appinstalls/2026-03/external-install";
  static final String REFRESH = "/oauth/2026-03/token";

  private static final SubjectId OLGA = new SubjectId("olga");

  final ProvenLedger ledger = ProvenLedger.get().emptied();
  final PretendedHubSpot hubSpot = ledger.hubSpot();
  final PretendedRevocations asked = hubSpot.revocations();

  RevokingLedger() {
    asked.onEach(() -> {});
    db().sql("delete from command.revocation").update();
  }

  JdbcClient db() {
    return ledger.db();
  }

  PortalId connected() {
    return ledger.connected();
  }

  PortalId removed(RevocationExtent extent) {
    var portal = connected();
    remove(portal, extent);
    return portal;
  }

  void remove(PortalId portal, RevocationExtent extent) {
    remove(ACME, portal, extent);
  }

  void remove(OrganizationId organization, PortalId portal, RevocationExtent extent) {
    var decision =
        ledger
            .commands()
            .send(
                new RevokeConnection(
                    organization, portal, RevocationCause.REMOVED_BY_MEMBER, OLGA, extent),
                OLGA);
    if (!(decision instanceof Decision.Accepted)) {
      throw new AssertionError(decision);
    }
  }

  /** Every pause is over: all that waits is tried once. */
  void nextTry() {
    db().sql("update command.revocation set next_at = clock_timestamp() where status = 'PENDING'")
        .update();
    ledger.bean(UpstreamRevocation.class).revokeDue();
  }

  /** The pause of a connection's second generation is over, that of its first is not. */
  void onlyYoungestIsDue(PortalId portal) {
    db().sql(
            """
            update command.revocation
               set next_at = clock_timestamp() + case generation when 1 then interval '1 hour'
                     else interval '0' end
             where portal_id = ?
            """)
        .param(portal.value())
        .update();
    ledger.bean(UpstreamRevocation.class).revokeDue();
  }

  /** HubSpot is well again, and all that waits is tried until nothing does. */
  void untilDone() {
    for (int round = 0; round < 20 && waiting() > 0; round++) {
      nextTry();
    }
  }

  int waitingIn(Stage stage) {
    return ledger.count(
        "select count(*) from command.revocation where status = 'PENDING' and stage = '%s'"
            .formatted(stage));
  }

  int waiting() {
    return ledger.count("select count(*) from command.revocation where status = 'PENDING'");
  }

  /** Turns the clock for one connection. */
  void later(PortalId portal, String interval) {
    db().sql(
            """
            update command.revocation
               set created_at = created_at - cast(:interval as interval),
                   stage_since = stage_since - cast(:interval as interval)
             where portal_id = :portal
            """)
        .param("interval", interval)
        .param("portal", portal.value())
        .update();
  }

  /** What the ledger says of a portal since its grant, each with cause, answer or result. */
  List<String> story(PortalId portal) {
    return db().sql(
            """
            select concat_ws(' ', regexp_replace(payload_type, '^.*[.]', ''), event ->> 'cause',
                             event ->> 'answer', event ->> 'result', event ->> 'manualStep')
              from (select payload_type, sequence_number, convert_from(payload, 'UTF8')::jsonb as event
                      from events.event where aggregate_identifier = :stream) as events
             where sequence_number > 0 order by sequence_number
            """)
        .param("stream", portal.stream())
        .query(String.class)
        .list();
  }

  String column(PortalId portal, String expression) {
    return db().sql(
            "select (%s)::text from command.revocation where portal_id = :portal order by generation desc limit 1"
                .formatted(expression))
        .param("portal", portal.value())
        .query(String.class)
        .single();
  }

  String credential(PortalId portal) {
    return db().sql(
            "select status from command.credential where portal_id = :portal order by generation desc limit 1")
        .param("portal", portal.value())
        .query(String.class)
        .single();
  }
}
