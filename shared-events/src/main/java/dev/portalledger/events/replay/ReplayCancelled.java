package dev.portalledger.events.replay;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/** Somebody no longer wants it. One that was through before stays as it is. */
public record ReplayCancelled(
    ReplayId replayId, OrganizationId organizationId, SubjectId cancelledBy, Instant occurredAt)
    implements ReplayEvent {}
