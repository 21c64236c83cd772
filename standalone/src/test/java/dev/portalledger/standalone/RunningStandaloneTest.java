package dev.portalledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.standalone.machine.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class RunningStandaloneTest {

  private final RunningStandalone running = World.get().running();

  @Test
  void the_product_and_the_outside_world_answer() throws Exception {
    assertThat(status(running.url() + "/v3/api-docs")).isEqualTo(200);
    assertThat(status(running.sandboxUrl() + "/.well-known/openid-configuration")).isEqualTo(200);
  }

  @Test
  void the_product_uses_the_embedded_database_as_a_login_that_owns_nothing() {
    var user =
        running
            .product()
            .getBean(JdbcClient.class)
            .sql("select current_user || ' ' || current_setting('server_version_num')")
            .query(String.class)
            .single();
    assertThat(user).startsWith("ledger 18");
  }

  @Test
  void the_outside_world_knows_nothing_of_the_product() {
    assertThat(running.outsideWorld().getBeanNamesForType(javax.sql.DataSource.class)).isEmpty();
    assertThat(
            running
                .outsideWorld()
                .getBeanNamesForType(org.axonframework.commandhandling.CommandBus.class))
        .isEmpty();
  }

  @Test
  void a_second_start_on_the_folder_says_where_the_first_one_is() {
    var other = FreePorts.in(running.folder());
    assertThatThrownBy(() -> RunningStandalone.start(other))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("already running at " + running.url());
  }

  @Test
  void a_second_start_with_fresh_deletes_nothing() {
    var other = FreePorts.in(running.folder());
    var fresh =
        new StandaloneOptions(
            other.port(), other.sandboxPort(), other.databasePort(), other.folder(), true);
    assertThatThrownBy(() -> RunningStandalone.start(fresh)).isInstanceOf(CannotStart.class);
    assertThat(running.folder().resolve("keys").resolve("vault.json")).exists();
  }

  @Test
  void a_port_in_use_ends_the_start_before_it_touches_anything(@TempDir Path elsewhere)
      throws IOException {
    var free = FreePorts.in(elsewhere.resolve("data"));
    try (var _ = new ServerSocket(free.sandboxPort(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> RunningStandalone.start(free))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining(String.valueOf(free.sandboxPort()))
          .hasMessageContaining("--sandbox-port");
    }
    assertThat(elsewhere.resolve("data").resolve("database")).doesNotExist();
  }

  @Test
  void the_demo_agencies_are_registered_once_however_often_it_starts() {
    var commands = running.product().getBean(Commands.class);
    DemoOrganizations.register(commands);
    DemoOrganizations.register(commands);
    assertThat(
            running
                .product()
                .getBean(JdbcClient.class)
                .sql(
                    """
                    select aggregate_identifier from events.event
                     where payload_type = 'organization.registered'
                       and aggregate_identifier in ('org-acme', 'org-globex', 'org-initech')
                     order by 1
                    """)
                .query(String.class)
                .list())
        .containsExactly("org-acme", "org-globex", "org-initech");
  }

  @Test
  void the_log_has_the_details() throws IOException {
    assertThat(Files.readString(running.folder().resolve("log").resolve("standalone.log")))
        .contains("INFO");
  }

  private static int status(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
