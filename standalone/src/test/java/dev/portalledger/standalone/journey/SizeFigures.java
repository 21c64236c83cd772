package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a connected portal and a lease leave in each table, and what a row there takes with its
 * indexes, measured on 100,000 copies of a row as it was stored; docs/scale.md has the figures and
 * how to run it.
 */
class SizeFigures {

  private static final int PORTALS = 20;
  private static final int COPIES = 100_000;

  private final JdbcClient db = NothingSecretIsStoredTest.OWNER;
  private final StringBuilder said = new StringBuilder();

  @Test
  void tell() throws IOException {
    var agency = Agency.on("CUSTOM");
    long portal = Agency.newPortal();
    agency.connect(portal);
    agency.account(portal, 0);
    db.sql("drop schema if exists scale cascade; create schema scale").update();

    tell("a connected portal", PORTALS, () -> agency.connect(Agency.newPortal()));
    tell("a lease", PORTALS, () -> lease(agency, portal));
    db.sql("drop schema scale cascade").update();
    System.out.println(said);
    Files.writeString(Path.of("target", "sizes.md"), said);
  }

  private static void lease(Agency agency, long portal) {
    var _ =
        agency.owner.json(
            "POST",
            "/api/v1/portals/%d/leases".formatted(portal),
            "{\"purpose\": \"AUDIT\", \"reason\": \"figures\"}");
  }

  private void tell(String what, int times, Runnable once) {
    var before = settled();
    for (int time = 0; time < times; time++) {
      once.run();
    }
    var after = settled();
    said.append(
        "%nWhat %s leaves:%n%n| table | rows | bytes a row |%n|---|--:|--:|%n".formatted(what));
    double sum = 0;
    for (var table : after.entrySet()) {
      double rows = (table.getValue() - before.getOrDefault(table.getKey(), 0L)) / (double) times;
      if (rows >= 0.5) {
        double bytes = bytes(table.getKey());
        sum += rows * bytes;
        said.append("| `%s` | %.1f | %,.0f |%n".formatted(table.getKey(), rows, bytes));
      }
    }
    said.append("%nTogether %,.0f bytes.%n".formatted(sum));
  }

  /** Once all is positioned, shown and sealed. */
  private Map<String, Long> settled() {
    var last = new AtomicReference<>(Map.<String, Long>of());
    Eventually.holds(
        () -> {
          var counts = counts();
          assertThat(counts).isEqualTo(last.getAndSet(counts));
          assertThat(counts.get("events.event_position")).isEqualTo(counts.get("events.event"));
        });
    return last.get();
  }

  private Map<String, Long> counts() {
    return tables().stream()
        .collect(
            Collectors.toMap(
                table -> table,
                table -> db.sql("select count(*) from " + table).query(Long.class).single(),
                (one, _) -> one,
                TreeMap::new));
  }

  private List<String> tables() {
    return db.sql(
            """
            select schemaname || '.' || tablename from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema', 'web', 'scale')
               and tablename not in ('flyway_schema_history', 'scheduled_tasks', 'token_entry')
            """)
        .query(String.class)
        .list();
  }

  private double bytes(String table) {
    var copy = "scale." + table.replace('.', '_').toLowerCase(Locale.ROOT);
    db.sql("drop table if exists " + copy).update();
    db.sql(
            "create table %s (like %s including defaults including indexes including storage)"
                .formatted(copy, table))
        .update();
    db.sql(
            """
            insert into %1$s
            select (jsonb_populate_record(null::%1$s, row || %3$s)).*
              from (select to_jsonb(t) as row from %2$s t order by ctid desc limit 1) as one,
                   generate_series(1, %4$d) as n
            """
                .formatted(copy, table, unlike(copy), COPIES))
        .update();
    return db.sql("select pg_total_relation_size('" + copy + "')").query(Long.class).single()
        / (double) COPIES;
  }

  /** Other values, as long as the first, for whatever may be there once. */
  private String unlike(String table) {
    var columns =
        db.sql(
                """
                select distinct a.attname, format_type(a.atttypid, null)
                  from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
                 where i.indrelid = cast(:table as regclass) and i.indisunique
                """)
            .param("table", table)
            .query((row, _) -> value(row.getString(1), row.getString(2)))
            .list();
    return "jsonb_build_object(%s)".formatted(String.join(", ", columns));
  }

  private static String value(String column, String type) {
    var other =
        switch (type) {
          case "uuid" -> "gen_random_uuid()";
          case "bigint", "integer" -> "n";
          case "bytea" -> "'\\x' || md5(n::text) || md5(n::text)";
          default ->
              "overlay(row ->> '%1$s' placing md5(n::text) from 1 for least(32, greatest(12, length(row ->> '%1$s'))))"
                  .formatted(column);
        };
    return "'%s', %s".formatted(column, other);
  }
}
