package dev.portalledger.query.audittrail;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.disclosure.DisclosureEvent;
import dev.portalledger.events.disclosure.RecordsExported;
import dev.portalledger.events.disclosure.RecordsRead;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.events.replay.ReplayCancelled;
import dev.portalledger.events.replay.ReplayEvent;
import dev.portalledger.events.replay.ReplayRequested;
import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.events.retention.RetentionEvent;
import dev.portalledger.events.sealing.LedgerForked;
import dev.portalledger.events.sealing.SealingEvent;
import dev.portalledger.events.sealing.SigningKeyAnnounced;
import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectEvent;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the trail says of an organization: of its plan, its people, its records and their seal. */
final class OrganizationEntries {

  /**
   * Empty for a seat: it follows from the connection beside it, which has its own entry.
   *
   * @param actor who caused it; null if nobody did
   */
  static Optional<Row> of(OrganizationEvent event, @Nullable String actor, Row row) {
    row.actorOrSystem(actor);
    return switch (event) {
      case OrganizationRegistered e ->
          Optional.of(row.kind(Kind.ORGANIZATION_REGISTERED).plan(e.plan()).features(e.features()));
      case PlanChanged e -> Optional.of(row.kind(Kind.PLAN_CHANGED).plan(e.plan()));
      case FeaturesChanged e -> Optional.of(row.kind(Kind.FEATURES_CHANGED).features(e.features()));
      case SeatTaken _, SeatReleased _ -> Optional.empty();
    };
  }

  static Row of(DisclosureEvent event, Row row) {
    row.actor(event.disclosedTo()).cause(event.what());
    return switch (event) {
      case RecordsExported e ->
          row.kind(e.whole() ? Kind.RECORDS_EXPORTED : Kind.EXPORT_CUT_OFF)
              .detail("%d records: %s".formatted(e.records(), e.question()));
      case RecordsRead e -> read(row, e.portalId()).kind(Kind.RECORDS_READ).detail(e.question());
    };
  }

  private static Row read(Row row, @Nullable PortalId portal) {
    return portal == null ? row : row.portal(portal);
  }

  /** By whoever asked; without one, by whoever confirmed what another organization asked for. */
  static Row of(SubjectEvent event, Row row) {
    row.subject(event.subjectId());
    return switch (event) {
      case ErasureRequested e ->
          row.kind(Kind.ERASURE_REQUESTED)
              .actor(e.requestedBy())
              .cause(e.reason())
              .detail(e.reference());
      case ErasureWithdrawn e -> row.kind(Kind.ERASURE_WITHDRAWN).actor(e.withdrawnBy());
      case ErasureExpired _ -> row.kind(Kind.ERASURE_EXPIRED).bySystem();
      case SubjectErased e ->
          row.kind(Kind.SUBJECT_ERASED)
              .actor(e.by() == null ? e.confirmedBy() : e.by())
              .confirmedBy(e.confirmedBy())
              .cause(e.reason())
              .detail(e.reference());
      case LegalHoldPlaced e ->
          row.kind(Kind.LEGAL_HOLD_PLACED)
              .actor(e.placedBy())
              .cause(e.reason())
              .detail(e.reference());
      case LegalHoldLifted e -> row.kind(Kind.LEGAL_HOLD_LIFTED).actor(e.liftedBy());
    };
  }

  static Row of(SealingEvent event, Row row) {
    row.bySystem();
    return switch (event) {
      case LedgerForked e ->
          row.kind(Kind.LEDGER_FORKED)
              .detail(
                  "%d of %d events were left: %s"
                      .formatted(e.keptEvents(), e.signedEvents(), e.reason()));
      case SigningKeyAnnounced e -> row.kind(Kind.SIGNING_KEY_ANNOUNCED).detail(e.publicKey());
    };
  }

  static Row of(ReplayEvent event, Row row) {
    return switch (event) {
      case ReplayRequested e ->
          row.kind(Kind.REPLAY_REQUESTED)
              .actor(e.requestedBy())
              .detail(
                  "as of %s, for %s".formatted(e.asOf() == null ? "now" : e.asOf(), e.purpose()));
      case ReplayCancelled e -> row.kind(Kind.REPLAY_CANCELLED).actor(e.cancelledBy());
    };
  }

  /** What was kept of the dropped events goes with them. */
  static Row of(RetentionEvent event, Row row) {
    return switch (event) {
      case RetentionApplied e ->
          row.kind(Kind.RETENTION_APPLIED)
              .actor(e.appliedBy())
              .detail(
                  "%d records from before %s"
                      .formatted(e.bodies(), e.before().atZone(ZoneOffset.UTC).toLocalDate()))
              .dropped(e.leaves(), e.before());
    };
  }

  private OrganizationEntries() {}
}
