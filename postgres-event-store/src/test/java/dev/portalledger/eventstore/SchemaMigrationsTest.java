package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaMigrationsTest {

  @Test
  void a_schema_and_its_history_belong_to_the_owner() {
    String database = TestServer.freshDatabase();

    TestServer.owner(database).migrate("events");

    assertThat(tablesOwnedBy("ledger_owner", database))
        .containsExactly(
            "copied",
            "dead_letter_entry",
            "event",
            "event_position",
            "flyway_schema_history",
            "sequencer",
            "snapshot",
            "token_entry");
  }

  @Test
  void migrating_what_is_up_to_date_changes_nothing() {
    String database = TestServer.migratedDatabase();

    TestServer.owner(database).migrate("events");

    assertThat(
            TestServer.as("ledger_owner", database)
                .sql("select count(*) from events.flyway_schema_history where version = '1'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  private static List<String> tablesOwnedBy(String role, String database) {
    return TestServer.as(role, database)
        .sql(
            """
            select tablename from pg_tables
             where schemaname = 'events' and tableowner = :owner order by tablename
            """)
        .param("owner", role)
        .query(String.class)
        .list();
  }
}
