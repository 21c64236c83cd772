package dev.portalledger.benchmarks;

import java.util.List;

/**
 * From when an event was made to the signed checkpoint that covers it, by the clock of the database
 * that both are stored with, while all the product goes on.
 */
record Seals(Sizes sizes, Ground ground) {

  private static final int CALLERS = 8;
  private static final double MOST_MILLIS = 1_000;

  List<Row> measure() throws Exception {
    ground.startProjections();
    record(count() / 2);
    long before = AuditedLedger.signed(ground, OneEvent.ORGANIZATION);
    double perSecond = record(count());
    var millis = ground.database().numbersAsOwner(took(before));
    var name = "sealed at %,d events/s".formatted(sizes.lagPerSecond());
    return List.of(
        Compliance.once(name + ": recorded", perSecond, Unit.PER_SECOND, null),
        Compliance.once(name + ": p50", millis[0], Unit.MILLISECONDS, null),
        Compliance.once(name + ": p99", millis[1], Unit.MILLISECONDS, Target.atMost(MOST_MILLIS)),
        Compliance.once(name + ": longest", millis[2], Unit.MILLISECONDS, null));
  }

  private int count() {
    return (int) (sizes.lagPerSecond() * sizes.lag().toSeconds());
  }

  private double record(int count) throws Exception {
    long first = OneEvent.NEXT_PORTAL.getAndAdd(count + 1L) + 1;
    var outcome =
        Load.dueAt(
            CALLERS,
            sizes.lagPerSecond(),
            count,
            (i, _) -> ground.node().send(OneEvent.command(first + i)));
    AuditedLedger.awaitSigned(ground, OneEvent.ORGANIZATION);
    return outcome.perSecond();
  }

  private static String took(long before) {
    return """
      select percentile_cont(0.5) within group (order by took), percentile_cont(0.99) within group (order by took),
             max(took)
        from (select extract(epoch from signed.signed_at - cast(e.time_stamp as timestamptz)) * 1000 as took
                from sealing.leaf
                join events.event_position as place using (position)
                join events.event as e on e.txid = place.txid and e.global_index = place.global_index
               cross join lateral (
                     select signed_at from sealing.checkpoint
                      where organization = leaf.organization and size > leaf.index order by epoch, size limit 1) as signed
               where leaf.organization = '%s' and leaf.index >= %d) as each
      """
        .formatted(OneEvent.ORGANIZATION, before);
  }
}
