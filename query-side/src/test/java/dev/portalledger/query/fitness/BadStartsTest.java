package dev.portalledger.query.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.fitness.NamedIssuer;
import dev.portalledger.eventstore.fitness.NodeUnfit;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node that was told wrong says what and how to mend it, is not ready, and changes nothing. */
@ExtendWith(OutputCaptureExtension.class)
class BadStartsTest {

  private static final JdbcClient DB =
      JdbcClient.create(TestDatabase.asSuperuser(TestDatabase.url()));

  @AfterEach
  void nothing_foreign_stays() {
    DB.sql(
            """
            delete from subject.data_key where kek_id = 'local:4711';
            delete from subject.subject where subject_id = 'somebody'
            """)
        .update();
  }

  @Test
  void another_key_of_names(CapturedOutput output) {
    somebody("\\x00");
    var before = contents();

    assertThatThrownBy(() -> start(Map.of()).close())
        .isInstanceOf(NodeUnfit.class)
        .hasMessageContaining("This node does not start: the keys here are not those")
        .hasMessageContaining("local:4711, which wraps what encrypts names and addresses");

    assertThat(output).contains("Give this node the keys of the others (ledger.keys.folder)");
    assertThat(output).doesNotContain("\tat dev.portalledger");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_missing_key(@TempDir Path folder, CapturedOutput output) {
    var before = contents();

    assertThatThrownBy(() -> start(Map.of("ledger.keys.folder", folder.toString())).close())
        .hasStackTraceContaining("must hold a readable keyset subject.json: NoSuchFileException");

    assertThat(output)
        .contains("Portal Ledger does not start without its keys. ledger.keys.folder must hold")
        .contains("Set ledger.keys.folder to the folder (mode 0700)")
        .doesNotContain("\tat dev.portalledger");
    assertThat(contents()).isEqualTo(before);
  }

  /** In a process of its own the query side has no clock that could be turned, but the database. */
  @Test
  void a_clock_minutes_off(CapturedOutput output) {
    DB.sql(
            """
            create schema turned;
            create function turned.clock_timestamp() returns timestamptz language sql as
              $$ select pg_catalog.clock_timestamp() + interval '4 min 30 s' $$;
            grant usage on schema turned to ledger_query
            """)
        .update();
    var before = contents();
    try {
      var turned = TestDatabase.url() + "?currentSchema=turned,pg_catalog";
      assertThatThrownBy(() -> start(Map.of("spring.datasource.url", turned)).close())
          .isInstanceOf(NodeUnfit.class)
          .hasMessageMatching(".*clock is 4 min (29|30) s behind the database's.*");

      assertThat(output).contains("Set the clock of this machine (NTP)");
      assertThat(contents()).isEqualTo(before);
    } finally {
      DB.sql("drop schema turned cascade").update();
    }
  }

  @Test
  void what_comes_while_the_node_runs(CapturedOutput output) {
    try (var node = start(Map.of())) {
      assertThat(readiness(node)).isEqualTo(200);

      somebody("\\x00");
      node.getBean(Fitness.class).askAgain();

      assertThat(readiness(node)).isEqualTo(503);
      assertThat(output).contains("keys: the keys here are not those of the other nodes");

      nothing_foreign_stays();
      node.getBean(Fitness.class).askAgain();
      assertThat(readiness(node)).isEqualTo(200);
    }
  }

  @Test
  void a_wrong_issuer(CapturedOutput output) {
    try (var issuer = new NamedIssuer()) {
      issuer.callsItself("https://login.other.test");
      try (var node = start(Map.of("ledger.sign-in.issuer", issuer.url()))) {
        assertThat(readiness(node)).isEqualTo(503);
        assertThat(output)
            .contains("but what answers there is the issuer https://login.other.test")
            .contains("Set ledger.sign-in.issuer to the very issuer its document names");

        issuer.callsItself(issuer.url());
        node.getBean(Fitness.class).askAgain();
        assertThat(readiness(node)).isEqualTo(200);
      }
    }
  }

  @Test
  void an_issuer_that_is_away_keeps_no_node_from_serving(CapturedOutput output) {
    try (var node = start(Map.of("ledger.sign-in.issuer", "http://127.0.0.1:1"))) {
      assertThat(readiness(node)).isEqualTo(200);
      assertThat(output).contains("issuer: the issuer http://127.0.0.1:1 does not answer");
    }
  }

  private static ConfigurableApplicationContext start(Map<String, Object> more) {
    return RunningQuerySide.start(0, more);
  }

  private static void somebody(String wrapped) {
    DB.sql(
            """
            delete from subject.data_key;
            insert into subject.subject (subject_id, kind) values ('somebody', 'MEMBER');
            insert into subject.data_key (subject_id, wrapped, kek_id)
            values ('somebody', cast(:wrapped as bytea), 'local:4711')
            """)
        .param("wrapped", wrapped)
        .update();
  }

  /** What stands in each table that a query side writes for people, in brief. */
  private static Map<String, String> contents() {
    var all = new TreeMap<String, String>();
    DB.sql(
            """
            select schemaname || '.' || tablename from pg_tables
             where schemaname in ('web', 'subject', 'disclosure', 'query')
            """)
        .query(String.class)
        .list()
        .forEach(
            table ->
                all.put(
                    table,
                    DB.sql(
                            "select md5(coalesce(string_agg(t::text, '|' order by t::text), ''))"
                                + " from "
                                + table
                                + " t")
                        .query(String.class)
                        .single()));
    return all;
  }

  private static int readiness(ConfigurableApplicationContext node) {
    var port = node.getEnvironment().getRequiredProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
