package dev.portalledger.query.audittrail;

import dev.portalledger.events.StoredName;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the trail in the order of the ledger, oldest first, as far as it is sealed. That order
 * never changes and nothing comes between, so whoever knows how far they got goes on there.
 */
@Repository
class ExportedTrail {

  /** An entry and its leaf, whose people are not named yet. */
  record Placed(long index, String leaf, Entry entry) {}

  /** Stored names of the events that have no entry: a connection beside them has it. */
  static final Set<Class<?>> WITHOUT_ENTRY = Set.of(SeatTaken.class, SeatReleased.class);

  private final JdbcClient db;

  ExportedTrail(JdbcClient db) {
    this.db = db;
  }

  Checkpoint checkpoint(OrganizationId organization) {
    return db.sql(
            """
            select note from sealing.checkpoint
             where organization = :organization order by epoch desc, size desc limit 1
            """)
        .param("organization", organization.value())
        .query(String.class)
        .optional()
        .map(Checkpoint::of)
        .orElse(Checkpoint.NONE);
  }

  Optional<Long> indexOf(OrganizationId organization, String eventId) {
    return db.sql(
            """
            select index from sealing.leaf
             where organization = :organization and event_id = :event order by index limit 1
            """)
        .param("organization", organization.value())
        .param("event", eventId)
        .query(Long.class)
        .optional();
  }

  /**
   * The first event from an index on whose entry is not written yet, or {@code size}: an export
   * that went past it would never give it to whoever goes on behind.
   */
  long firstUnwritten(OrganizationId organization, long from, long size) {
    return db.sql(
            """
            select leaf.index
              from sealing.leaf as leaf
              join events.event_position as place using (position)
              join events.event as e on e.txid = place.txid and e.global_index = place.global_index
             where leaf.organization = :organization and leaf.index >= :from and leaf.index < :size
               and not exists (select from query.audit_trail as entry where entry.event_id = leaf.event_id)
               and e.payload_type <> all(:silent) and e.dropped_at is null
             order by leaf.index limit 1
            """)
        .param("organization", organization.value())
        .param("from", from)
        .param("size", size)
        .param("silent", silent())
        .query(Long.class)
        .optional()
        .orElse(size);
  }

  /** Entries that fit, of the events from one index up to another, not included. */
  List<Placed> between(OrganizationId organization, Search search, long from, long to) {
    var params = new HashMap<String, Object>();
    var sql =
        """
        select leaf.index, leaf.hash, entry.*
          from sealing.leaf as leaf
         cross join lateral (%s and entry.event_id = leaf.event_id %s) as entry
         where leaf.organization = :organization and leaf.index >= :fromIndex and leaf.index < :toIndex
         order by leaf.index
        """
            .formatted(AuditTrail.SELECT, AuditTrail.conditions(search, params));
    return db.sql(sql)
        .params(params)
        .param("organization", organization.value())
        .param("fromIndex", from)
        .param("toIndex", to)
        .query(
            (row, _) ->
                new Placed(
                    row.getLong("index"), Exported.hex(row.getBytes("hash")), Entry.read(row)))
        .list();
  }

  private static String[] silent() {
    var names = new ArrayList<String>();
    StoredName.ALL.stream()
        .filter(stored -> WITHOUT_ENTRY.contains(stored.event()))
        .flatMap(stored -> Stream.of(stored.name(), stored.formerly()))
        .filter(Objects::nonNull)
        .forEach(names::add);
    return names.toArray(String[]::new);
  }
}
