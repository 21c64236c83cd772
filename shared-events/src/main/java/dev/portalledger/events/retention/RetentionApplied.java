package dev.portalledger.events.retention;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;

/**
 * Bodies of events that were older than the retention period were dropped, in the transaction that
 * recorded this. Their entries stay in the ledger, so that all proofs do.
 *
 * @param keep the period, ISO 8601
 * @param before everything dropped had been recorded before
 * @param upTo so many events from the first one on were gone through, in this and earlier droppings
 * @param bodies how many were dropped now
 * @param leaves exactly which, by their places in the organization's tree, in order
 * @param appliedBy the operator who had it done
 */
public record RetentionApplied(
    RetentionId retentionId,
    OrganizationId organizationId,
    String keep,
    Instant before,
    long upTo,
    long bodies,
    List<LeafRun> leaves,
    SubjectId appliedBy,
    Instant occurredAt)
    implements RetentionEvent {

  public RetentionApplied {
    leaves = List.copyOf(leaves);
  }
}
