package dev.portalledger.query.projections;

import dev.portalledger.events.retention.LeafRun;
import dev.portalledger.events.retention.RetentionApplied;
import java.util.Map;

/** Attempts whose bodies were dropped: what a view was told by them goes as well. */
public final class DroppedAttempts {

  /** Asks for their ids, within a statement that is given {@link #params}. */
  public static final String IDS =
      """
      select substr(e.aggregate_identifier, 9)
        from unnest(:firsts, :lasts) as run (first, last)
        join sealing.leaf as leaf
          on leaf.organization = :organization and leaf.index between run.first and run.last
        join events.event_position as place on place.position = leaf.position
        join events.event as e on e.txid = place.txid and e.global_index = place.global_index
       where starts_with(e.aggregate_identifier, 'attempt-')
      """;

  public static Map<String, Object> params(RetentionApplied applied) {
    var runs = new Columns<>(applied.leaves());
    return Map.of(
        "organization", applied.organizationId().value(),
        "firsts", runs.numbers(LeafRun::first),
        "lasts", runs.numbers(LeafRun::last));
  }

  private DroppedAttempts() {}
}
