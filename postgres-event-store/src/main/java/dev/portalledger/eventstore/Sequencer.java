package dev.portalledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Gives each committed event its position.
 *
 * <p>A transaction below the snapshot horizon has ended, whatever others do: its rows are all there
 * and no later row can sort before them by (transaction id, index). So walking in that order below
 * the horizon passes over nothing, and the position is the event's rank in it. Any number of
 * sequencers may step at once, and be killed at any point: the row of {@code events.sequencer} lets
 * one step follow the other, and a step is one transaction.
 */
final class Sequencer {

  /**
   * @param position the last one given so far
   * @param given how many this step gave
   * @param waiting whether events are there that got none: their transactions, or ones that might
   *     still add an event before them, have not ended
   */
  record Step(long position, int given, boolean waiting) {}

  private static final String STEP =
      """
      with head as materialized (
        select position, txid, global_index, sequenced_at,
               pg_snapshot_xmin(pg_current_snapshot())::text::bigint + txid_offset as horizon
          from events.sequencer for update),
      fresh as materialized (
        select next.txid, next.global_index,
               head.position + row_number() over (order by next.txid, next.global_index) as position,
               greatest(clock_timestamp(), head.sequenced_at) as sequenced_at
          from head cross join lateral (
               select e.txid, e.global_index from events.event e
                where (e.txid, e.global_index) > (head.txid, head.global_index) and e.txid < head.horizon
                order by e.txid, e.global_index limit ?) as next),
      given as (
        insert into events.event_position (position, txid, global_index, sequenced_at)
        select position, txid, global_index, sequenced_at from fresh),
      last as materialized (select * from fresh order by position desc limit 1),
      moved as (
        update events.sequencer s
           set position = last.position, txid = last.txid, global_index = last.global_index,
               sequenced_at = last.sequenced_at
          from last
        returning s.position, s.txid, s.global_index)
      select coalesce(moved.position, head.position) as position,
             (select count(*) from fresh) as given,
             exists (select from events.event e
                      where (e.txid, e.global_index) > (coalesce(moved.txid, head.txid),
                                                        coalesce(moved.global_index, head.global_index))
                    ) as waiting,
             case when moved.position is not null
                  then pg_notify('%s', moved.position::text) end as told
        from head left join moved on true
      """
          .formatted(Channels.SEQUENCED);

  private final int atOnce;

  /**
   * @param atOnce at most so many positions in one transaction
   */
  Sequencer(int atOnce) {
    this.atOnce = atOnce;
  }

  /** One step, committed when this returns. The connection commits by itself. */
  Step step(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STEP)) {
      statement.setInt(1, atOnce);
      try (var row = statement.executeQuery()) {
        row.next();
        return new Step(row.getLong("position"), row.getInt("given"), row.getBoolean("waiting"));
      }
    }
  }
}
