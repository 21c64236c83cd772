package dev.portalledger.command.retention;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.retention.LeafRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the database's own function, which decides; db/command/V31__retention.sql. Within a
 * transaction, and as its role only for that moment.
 */
@Component
class Droppings {

  private final JdbcClient db;

  Droppings(JdbcClient db) {
    this.db = db;
  }

  /** What could be dropped now, at most. */
  @Transactional
  public Dropping look(OrganizationId organization) {
    return call(organization, null, null);
  }

  /** Drops exactly what was agreed on, or nothing. */
  @Transactional
  public Dropping drop(OrganizationId organization, long upTo, long bodies) {
    return call(organization, upTo, bodies);
  }

  private Dropping call(OrganizationId organization, @Nullable Long upTo, @Nullable Long bodies) {
    db.sql("set local role ledger_retention").update();
    var answer =
        db.sql(
                """
                select dropping.*,
                       coalesce((select leaves from retention.progress where organization = :organization), 0)
                         as gone_through
                  from retention.drop_bodies(:organization, cast(:upTo as bigint), cast(:bodies as bigint)) as dropping
                """)
            .param("organization", organization.value())
            .param("upTo", upTo)
            .param("bodies", bodies)
            .query(Droppings::dropping)
            .single();
    db.sql("reset role").update();
    return answer;
  }

  private static Dropping dropping(ResultSet row, int number) throws SQLException {
    var refusal = row.getString("refusal");
    return switch (refusal) {
      case null ->
          new Dropping.Dropped(
              row.getString("keep"),
              row.getObject("before", OffsetDateTime.class).toInstant(),
              row.getLong("gone_through"),
              row.getLong("up_to"),
              row.getLong("bodies"),
              runs(row));
      case "OFF" -> new Dropping.Off();
      case "HELD" -> new Dropping.Held(row.getString("why"));
      case "NOT_SEALED" -> new Dropping.NotSealed();
      case "NOT_AS_SEALED" -> new Dropping.NotAsSealed(Long.parseLong(row.getString("why")));
      case "CHANGED" -> new Dropping.Changed(row.getLong("up_to"), row.getLong("bodies"));
      default -> throw new IllegalStateException("the database refuses by " + refusal);
    };
  }

  private static List<LeafRun> runs(ResultSet row) throws SQLException {
    var firsts = (Long[]) row.getArray("firsts").getArray();
    var lasts = (Long[]) row.getArray("lasts").getArray();
    return IntStream.range(0, firsts.length)
        .mapToObj(i -> new LeafRun(firsts[i], lasts[i]))
        .toList();
  }
}
