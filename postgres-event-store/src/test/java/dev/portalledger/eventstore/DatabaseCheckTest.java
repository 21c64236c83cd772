package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.DatabaseCheck.Facts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that would break a promise stops the start, and says how to mend it. */
class DatabaseCheckTest {

  private static final String BOUNDS =
      "-c transaction_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=5s";

  private static final Facts HEALTHY =
      new Facts(
          18_00_06,
          false,
          "on",
          "on",
          "on",
          "read committed",
          "off",
          10_000,
          5_000,
          5_000,
          false,
          false,
          false);

  @Test
  void a_healthy_database_has_no_problem() {
    assertThat(DatabaseCheck.problems(HEALTHY)).isEmpty();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "version            | 160009          | older than 17 | update it",
        "replica            | true            | it is a replica | use the primary's address",
        "fsync              | off             | fsync is off | switch it on",
        "fullPageWrites     | off             | full_page_writes is off | switch it on",
        "synchronousCommit  | off             | synchronous_commit is off | switch it on",
        "isolation          | serializable    | serializable | set it to read committed",
        "isolation          | repeatable read | repeatable read | set it to read committed",
        "readOnly           | on              | default_transaction_read_only | switch it off",
        "transactionTimeout | 0               | transaction_timeout is 0 | see ledger.events.*",
        "lockTimeout        | 0               | lock_timeout is 0 | see ledger.events.*",
        "idleTimeout        | 0               | idle_in_transaction_session_timeout is 0 |"
            + " see ledger.events.*",
        "owner              | true            | owns the events | give it a login of its own",
        "rewrites           | true            | may change recorded events | revoke that",
        "restored           | true            | restored from a dump | run the migrations"
      })
  void one_fact_off_is_one_problem_with_a_way_out(
      String fact, String value, String problem, String wayOut) throws Exception {
    var problems = DatabaseCheck.problems(except(fact, value));

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst()).contains(problem).contains(wayOut);
  }

  @ParameterizedTest
  @CsvSource({"local", "remote_write", "remote_apply", "on"})
  void a_commit_that_waits_for_this_servers_disk_is_enough(String synchronousCommit)
      throws Exception {
    assertThat(DatabaseCheck.problems(except("synchronousCommit", synchronousCommit))).isEmpty();
  }

  @Test
  void all_problems_are_said_at_once() {
    assertThat(new DatabaseUnfit(List.of("one is off", "another is on")))
        .hasMessage("The database cannot hold the events: one is off; another is on.");
  }

  private static Facts except(String fact, String value) throws Exception {
    var components = Facts.class.getRecordComponents();
    var types = Arrays.stream(components).map(each -> each.getType()).toArray(Class[]::new);
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] =
          components[i].getName().equals(fact)
              ? parsed(types[i], value)
              : components[i].getAccessor().invoke(HEALTHY);
    }
    return Facts.class.getDeclaredConstructor(types).newInstance(values);
  }

  private static Object parsed(Class<?> type, String value) {
    if (type == boolean.class) {
      return Boolean.valueOf(value);
    }
    if (type == int.class) {
      return Integer.valueOf(value);
    }
    return type == long.class ? (Object) Long.valueOf(value) : value;
  }

  @Test
  void an_old_one_is_refused_before_anything_is_written() {
    var old = TestServer.freshDatabase();
    var superuser = TestServer.as("postgres", old);
    superuser.sql("create schema old; grant usage on schema old to ledger_owner").update();
    superuser
        .sql(
            """
            create function old.current_setting(text) returns text language sql
              return case $1 when 'server_version_num' then '160009' else pg_catalog.current_setting($1) end
            """)
        .update();
    superuser.sql("alter database " + old + " set search_path = old, pg_catalog").update();

    assertThatThrownBy(() -> new StartedStore(old, Map.of()))
        .rootCause()
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining("PostgreSQL is older than 17");
    assertThat(
            superuser
                .sql("select count(*) from pg_catalog.pg_tables where schemaname = 'events'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void the_applications_login_with_bounded_sessions_is_taken() {
    var database = TestServer.migratedDatabase();

    assertThatCode(() -> DatabaseCheck.require(as("ledger", database, BOUNDS)))
        .doesNotThrowAnyException();
    assertThatCode(() -> DatabaseCheck.require(as("query_side", database, BOUNDS)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "transaction_timeout                 | transaction_timeout is 0",
        "lock_timeout                        | lock_timeout is 0",
        "idle_in_transaction_session_timeout | idle_in_transaction_session_timeout is 0"
      })
  void a_session_without_a_bound_is_refused(String bound, String problem) {
    var database = as("ledger", TestServer.migratedDatabase(), BOUNDS + " -c " + bound + "=0");

    assertThatThrownBy(() -> DatabaseCheck.require(database))
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageStartingWith("The database cannot hold the events: " + problem)
        .hasMessageNotContaining(";");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "synchronous_commit=off                  | synchronous_commit is off",
        "default_transaction_isolation=serializable | default_transaction_isolation is serializable",
        "default_transaction_read_only=on        | default_transaction_read_only is on"
      })
  void what_a_role_was_set_to_is_seen(String setting, String problem) {
    var database = TestServer.migratedDatabase();
    var superuser = TestServer.as("postgres", database);
    superuser.sql("alter role ledger in database %s set %s".formatted(database, setting)).update();

    assertThatThrownBy(() -> DatabaseCheck.require(as("ledger", database, BOUNDS)))
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageStartingWith("The database cannot hold the events: " + problem)
        .hasMessageNotContaining(";");
  }

  @Test
  void a_right_to_rewrite_is_seen_whoever_gave_it() {
    var database = TestServer.migratedDatabase();
    var owner = TestServer.as("ledger_owner", database);
    owner.sql("grant update on events.event to ledger_command").update();

    assertThatThrownBy(() -> DatabaseCheck.require(as("ledger", database, BOUNDS)))
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining("may change recorded events");
  }

  @Test
  void the_start_as_the_owner_is_refused() {
    assertThatThrownBy(
            () ->
                new StartedStore(
                    Map.of(
                        "spring.datasource.username", "ledger_owner",
                        "spring.datasource.password", "ledger_owner")))
        .rootCause()
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining("the application's login owns the events");
  }

  @Test
  void the_start_with_a_pool_that_sets_no_bounds_is_refused() {
    assertThatThrownBy(
            () ->
                new StartedStore(
                    Map.of("spring.datasource.hikari.connection-init-sql", "select 1")))
        .rootCause()
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining("transaction_timeout is 0")
        .hasMessageContaining("lock_timeout is 0")
        .hasMessageContaining("idle_in_transaction_session_timeout is 0");
  }

  /** As the application's pool opens its sessions. */
  static JdbcClient application(String database) {
    return as("ledger", database, BOUNDS);
  }

  private static JdbcClient as(String login, String database, String options) {
    var dataSource = new DriverManagerDataSource(TestServer.url(database), login, login);
    var properties = new Properties();
    properties.setProperty("options", options);
    dataSource.setConnectionProperties(properties);
    return JdbcClient.create(dataSource);
  }
}
