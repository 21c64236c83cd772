package dev.portalledger.query.replay.suppose;

import java.time.Instant;
import java.util.List;

/**
 * An event that would not have been.
 *
 * @param kind as in the audit trail
 * @param missingScopes of the grant; empty for another reason
 * @param held how many portals would have been held at that moment
 */
record Refused(
    String eventId,
    Instant occurredAt,
    String kind,
    long portalId,
    Reason reason,
    List<String> missingScopes,
    int held) {}
