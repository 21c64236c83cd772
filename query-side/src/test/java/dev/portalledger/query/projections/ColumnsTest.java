package dev.portalledger.query.projections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ColumnsTest {

  private final JdbcClient db = JdbcClient.create(TestDatabase.asQuerySide());

  @Test
  void lists_come_to_the_database_as_they_were() {
    var lists =
        List.of(
            List.of("crm.read", "oauth"),
            List.<String>of(),
            List.of("", "NULL", "null"),
            List.of("a,b", "{c}", "d e", " f "),
            List.of("say \"hi\"", "back\\slash", "\\\"", "new\nline", "Zürich"));

    List<List<String>> stored =
        db.sql("select cast(list as text[]) as list from unnest(:lists) as list")
            .param("lists", new Columns<>(lists).lists(list -> list))
            .query((row, number) -> List.of((String[]) row.getArray("list").getArray()))
            .list();

    assertThat(stored).isEqualTo(lists);
  }

  @Test
  void moments_come_to_the_database_to_the_microsecond() {
    var moments =
        List.of(
            Instant.parse("2026-03-01T12:00:00Z"), Instant.parse("2026-03-01T12:00:00.123456Z"));

    List<Long> stored =
        db.sql(
                """
                select cast(extract(epoch from moment) * 1000000 as bigint)
                  from unnest(cast(:moments as timestamptz[])) as moment
                """)
            .param("moments", new Columns<>(moments).moments(moment -> moment))
            .query(Long.class)
            .list();

    assertThat(stored).containsExactly(1772366400000000L, 1772366400123456L);
  }

  @Test
  void kinds_are_told_apart_and_keep_their_order() {
    var changes = new Columns<Object>(List.of(1, "a", 2, "b"));

    assertThat(changes.of(String.class).texts(text -> text)).containsExactly("a", "b");
    assertThat(changes.of(Instant.class).isEmpty()).isTrue();
  }
}
