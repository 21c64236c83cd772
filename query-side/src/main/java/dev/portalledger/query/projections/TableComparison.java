package dev.portalledger.query.projections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares one table with its like beside it, row by row. */
final class TableComparison {

  /**
   * What was found.
   *
   * @param rows how many rows differ
   * @param differences of the first of them
   */
  record Found(long rows, List<Difference> differences) {}

  private record Column(String name, boolean key, boolean generated) {}

  private record Pair(long rows, @Nullable JsonNode replayed, @Nullable JsonNode live) {}

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient db;
  private final String table;
  private final List<Column> columns;

  TableComparison(JdbcClient db, String table) {
    this.db = db;
    this.table = table;
    this.columns = columns(db, table);
  }

  /**
   * Compares.
   *
   * @param organization whose rows; null for all
   * @param most rows of which more than the number is told
   */
  Found with(TablesBeside beside, @Nullable String organization, int most) {
    var statement =
        db.sql(
                """
                select count(*) over () as rows, to_jsonb(replayed) as replayed, to_jsonb(live) as live
                  from %s as replayed %s as live using (%s)
                 where row (replayed.*) is distinct from row (live.*)
                 order by %3$s limit :most
                """
                    .formatted(beside.nameOf(table), side(organization), keys()))
            .param("most", most);
    if (organization != null && hasOrganization()) {
      statement = statement.param("organization", organization);
    }
    var pairs = statement.query((row, _) -> pair(row)).list();
    var differences = pairs.stream().flatMap(this::differences).toList();
    return new Found(pairs.isEmpty() ? 0 : pairs.getFirst().rows(), differences);
  }

  /** Rows that do not say whose they are can only be asked for what was replayed. */
  private String side(@Nullable String organization) {
    if (organization == null) {
      return "full join query." + table;
    }
    return hasOrganization()
        ? "full join (select * from query." + table + " where organization_id = :organization)"
        : "left join query." + table;
  }

  private boolean hasOrganization() {
    return columns.stream().anyMatch(column -> column.name().equals("organization_id"));
  }

  private String keys() {
    return columns.stream().filter(Column::key).map(Column::name).collect(Collectors.joining(", "));
  }

  private static Pair pair(ResultSet row) throws SQLException {
    return new Pair(
        row.getLong("rows"), json(row.getString("replayed")), json(row.getString("live")));
  }

  private static @Nullable JsonNode json(@Nullable String text) {
    return text == null ? null : JSON.readTree(text);
  }

  private Stream<Difference> differences(Pair pair) {
    var replayed = pair.replayed();
    var live = pair.live();
    if (replayed == null || live == null) {
      var there = Objects.requireNonNullElse(replayed, live);
      return Stream.of(
          difference(
              Objects.requireNonNull(there),
              null,
              replayed == null ? null : Difference.THERE,
              live == null ? null : Difference.THERE));
    }
    var found = new ArrayList<Difference>();
    for (var column : columns) {
      var left = replayed.get(column.name());
      var right = live.get(column.name());
      if (!column.generated() && !Objects.equals(left, right)) {
        found.add(difference(replayed, column.name(), text(left), text(right)));
      }
    }
    return found.stream();
  }

  private Difference difference(
      JsonNode row, @Nullable String column, @Nullable String replayed, @Nullable String live) {
    var portal = row.get("portal_id");
    var key =
        columns.stream()
            .filter(Column::key)
            .map(part -> part.name() + "=" + text(row.get(part.name())))
            .collect(Collectors.joining(" "));
    var portalId = portal == null || portal.isNull() ? null : (Long) portal.asLong();
    return new Difference(
        table, text(row.get("organization_id")), portalId, key, column, replayed, live);
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    return value.isString() ? value.asString() : value.toString();
  }

  private static List<Column> columns(JdbcClient db, String table) {
    return db.sql(
            """
            select a.attname, a.attgenerated <> '' as generated,
                   exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary
                              and a.attnum = any (i.indkey)) as key
              from pg_attribute a
             where a.attrelid = cast(:table as regclass) and a.attnum > 0 and not a.attisdropped
             order by a.attnum
            """)
        .param("table", "query." + table)
        .query(
            (row, _) ->
                new Column(
                    row.getString("attname"), row.getBoolean("key"), row.getBoolean("generated")))
        .list();
  }
}
