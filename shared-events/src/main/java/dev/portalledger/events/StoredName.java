package dev.portalledger.events;

import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.InvitationAccepted;
import dev.portalledger.events.campaign.ReconnectRequested;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.disclosure.RecordsExported;
import dev.portalledger.events.disclosure.RecordsRead;
import dev.portalledger.events.invitation.InvitationExpired;
import dev.portalledger.events.invitation.InvitationIssued;
import dev.portalledger.events.invitation.InvitationUsed;
import dev.portalledger.events.invitation.InvitationWithdrawn;
import dev.portalledger.events.lease.AccessLeased;
import dev.portalledger.events.lease.LeasedWriteRefused;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.events.replay.ReplayCancelled;
import dev.portalledger.events.replay.ReplayRequested;
import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.events.sealing.LedgerForked;
import dev.portalledger.events.sealing.SigningKeyAnnounced;
import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name a kind of event is stored under, for ever; classes may be renamed and moved.
 *
 * @param revision of the form it is written in today; the approved files are named after it
 * @param formerly the class name that the first version stored instead, without a revision; null
 *     for a kind that came later
 * @param earlierRevisions whose forms are read as today's: they only lack what is null or has a
 *     default in it
 */
public record StoredName(
    String name,
    String revision,
    Class<?> event,
    @Nullable String formerly,
    List<String> earlierRevisions) {

  private static final String PACKAGE = "dev.portalledger.events.";

  /** Every kind of event. */
  public static final List<StoredName> ALL =
      List.of(
          first("portal-connection.connected", PortalConnected.class, "connection.PortalConnected"),
          first(
              "portal-connection.reconnected",
              PortalReconnected.class,
              "connection.PortalReconnected"),
          first("portal-connection.expired", PortalExpired.class, "connection.PortalExpired"),
          first("portal-connection.revoked", PortalRevoked.class, "connection.PortalRevoked")
              .nowIn("2"),
          first(
              "portal-connection.upstream-revocation-confirmed",
              UpstreamRevocationConfirmed.class,
              "connection.UpstreamRevocationConfirmed"),
          first(
              "organization.registered",
              OrganizationRegistered.class,
              "organization.OrganizationRegistered"),
          first("organization.plan-changed", PlanChanged.class, "organization.PlanChanged"),
          first(
              "organization.features-changed",
              FeaturesChanged.class,
              "organization.FeaturesChanged"),
          first("organization.seat-taken", SeatTaken.class, "organization.SeatTaken"),
          first("organization.seat-released", SeatReleased.class, "organization.SeatReleased"),
          first(
              "authorization.started",
              AuthorizationStarted.class,
              "authorization.AuthorizationStarted"),
          first(
              "authorization.refused",
              AuthorizationRefused.class,
              "authorization.AuthorizationRefused"),
          first(
              "authorization.denied",
              AuthorizationDenied.class,
              "authorization.AuthorizationDenied"),
          first(
              "authorization.failed",
              AuthorizationFailed.class,
              "authorization.AuthorizationFailed"),
          first(
              "authorization.abandoned",
              AuthorizationAbandoned.class,
              "authorization.AuthorizationAbandoned"),
          later("authorization.invitation-accepted", InvitationAccepted.class),
          later("invitation.issued", InvitationIssued.class),
          later("invitation.used", InvitationUsed.class),
          later("invitation.withdrawn", InvitationWithdrawn.class),
          later("invitation.expired", InvitationExpired.class),
          later("portal-connection.upstream-revocation-failed", UpstreamRevocationFailed.class),
          later("portal-connection.app-uninstall-answered", AppUninstallAnswered.class),
          later("portal-connection.revocation-probed", RevocationProbed.class),
          later("lease.access-leased", AccessLeased.class),
          later("lease.write-refused", LeasedWriteRefused.class),
          later("campaign.reconnect-requested", ReconnectRequested.class),
          later("disclosure.records-exported", RecordsExported.class),
          later("disclosure.records-read", RecordsRead.class),
          later("subject.erasure-requested", ErasureRequested.class),
          later("subject.erasure-withdrawn", ErasureWithdrawn.class),
          later("subject.erasure-expired", ErasureExpired.class),
          later("subject.erased", SubjectErased.class),
          later("subject.legal-hold-placed", LegalHoldPlaced.class),
          later("subject.legal-hold-lifted", LegalHoldLifted.class),
          later("retention.applied", RetentionApplied.class),
          later("sealing.ledger-forked", LedgerForked.class),
          later("sealing.signing-key-announced", SigningKeyAnnounced.class),
          later("replay.requested", ReplayRequested.class),
          later("replay.cancelled", ReplayCancelled.class));

  private static StoredName first(String name, Class<?> event, String formerly) {
    return new StoredName(name, "1", event, PACKAGE + formerly, List.of());
  }

  private static StoredName later(String name, Class<?> event) {
    return new StoredName(name, "1", event, null, List.of());
  }

  /** Fields came to it; the form before is still read. */
  private StoredName nowIn(String next) {
    return new StoredName(name, next, event, formerly, List.of(revision));
  }
}
