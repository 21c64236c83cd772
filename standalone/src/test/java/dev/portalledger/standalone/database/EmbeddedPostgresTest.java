package dev.portalledger.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.standalone.machine.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedPostgresTest {

  private static final int PORT = 21_100;

  @TempDir static Path temp;
  static Path folder;
  static EmbeddedPostgres database;

  @BeforeAll
  static void start() {
    folder = temp.resolve("database");
    database = EmbeddedPostgres.start(folder, PORT);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void is_durable_and_answers_on_this_computer_only() {
    var settings =
        superuser()
            .sql("select name, setting from pg_settings")
            .query((row, _) -> Map.entry(row.getString(1), String.valueOf(row.getString(2))))
            .stream()
            .toList();
    assertThat(settings)
        .contains(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("data_checksums", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""));
  }

  @Test
  void is_postgresql_18() {
    assertThat(application().sql("show server_version").query(String.class).single())
        .startsWith("18.");
  }

  @Test
  void refuses_everybody_without_the_right_password() {
    for (var login : List.of("postgres", database.ownerUsername(), database.username())) {
      var stranger = client(login, "guess");
      assertThatThrownBy(() -> stranger.sql("select 1").query(Integer.class).single())
          .hasRootCauseInstanceOf(SQLException.class)
          .rootCause()
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void hashes_passwords_with_scram() {
    assertThat(
            superuser()
                .sql("select rolpassword from pg_authid where rolcanlogin")
                .query(String.class)
                .list())
        .hasSize(3)
        .allMatch(hash -> hash.startsWith("SCRAM-SHA-256$"));
  }

  @Test
  void lets_no_other_account_look_into_its_folder() throws IOException {
    try (var all = Files.walk(folder)) {
      assertThat(all.filter(path -> !Files.isSymbolicLink(path)).filter(this::isOpenToOthers))
          .isEmpty();
    }
    assertThat(Files.exists(folder.resolve("initdb-password"))).isFalse();
  }

  private boolean isOpenToOthers(Path path) {
    try {
      return Files.getPosixFilePermissions(path).stream()
          .map(PosixFilePermission::name)
          .anyMatch(right -> !right.startsWith("OWNER"));
    } catch (NoSuchFileException _) {
      return false; // PostgreSQL's files come and go
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void gives_the_owner_the_schemas_and_the_application_both_groups() {
    assertThat(
            superuser()
                .sql(
                    """
                    select g.rolname from pg_auth_members m
                      join pg_roles g on g.oid = m.roleid join pg_roles l on l.oid = m.member
                     where l.rolname = 'ledger' order by 1
                    """)
                .query(String.class)
                .list())
        .containsExactly("ledger_command", "ledger_query", "ledger_retention", "ledger_signer");
    assertThat(
            superuser()
                .sql("select pg_get_userbyid(datdba) from pg_database where datname = 'ledger'")
                .query(String.class)
                .single())
        .isEqualTo("ledger_owner");
    assertThatThrownBy(() -> application().sql("create schema mine").update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void keeps_what_was_committed_over_a_restart() {
    owner().sql("create table public.kept (word text)").update();
    owner().sql("insert into public.kept values ('here')").update();
    database.close();
    database = EmbeddedPostgres.start(folder, PORT);
    assertThat(owner().sql("select word from public.kept").query(String.class).list())
        .containsExactly("here");
  }

  @Test
  void says_what_to_do_when_the_passwords_are_gone(@TempDir Path lost) {
    var other = PrivateFiles.folder(lost.resolve("database"));
    PrivateFiles.folder(other.resolve("cluster"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(other, PORT))
        .hasMessageContaining("--fresh")
        .hasMessageContaining("passwords");
  }

  private static JdbcClient application() {
    return client(database.username(), database.password());
  }

  private static JdbcClient owner() {
    return client(database.ownerUsername(), database.ownerPassword());
  }

  private static JdbcClient superuser() {
    return client("postgres", Credentials.read(folder.resolve("passwords")).superuser());
  }

  private static JdbcClient client(String login, String password) {
    return JdbcClient.create(new DriverManagerDataSource(database.url(), login, password));
  }
}
