package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told what at the signer's port. */
class SignerHealthPortTest {

  private final SealedDatabase ledger = new SealedDatabase();

  @AfterEach
  void stop() {
    ledger.stopSigner();
  }

  @Test
  void on_this_machine_whose_ledger_is_refused() throws Exception {
    refuseAcme();
    try (var port = port("127.0.0.1")) {
      var answer = get("127.0.0.1", port, "/health");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("DOWN", "acme", "nothing is left of what was signed");
    }
  }

  @Test
  void from_elsewhere_that_some_are_refused_and_the_figures() throws Exception {
    var address = addressOfThisMachine();
    assumeTrue(address.isPresent(), "SKIPPED: this machine has no address but its own loopback");
    var here = address.orElseThrow().getHostAddress();
    refuseAcme();
    try (var port = port("0.0.0.0")) {
      var answer = get(here, port, "/health");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("{\"status\":\"DOWN\"}");
      assertThat(get(here, port, "/actuator/prometheus").body())
          .contains("ledger_signer_refused 1.0")
          .doesNotContain("acme");
    }
    try (var port = port("127.0.0.1")) {
      assertThatThrownBy(() -> get(here, port, "/health")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void what_waits_for_a_signature_and_nothing_if_the_database_does_not_tell() throws Exception {
    ledger.record("acme", 3);
    ledger.sealer.catchUp();
    var figures = figures();
    var health = new SealingHealth(ledger.signer);
    try (var port = new SignerHealthPort(health, figures, "127.0.0.1", 0)) {
      assertThat(unsigned(port)).as("nobody looked").isEqualTo("NaN");
      figures.look();
      assertThat(unsigned(port)).isEqualTo("3.0");

      ledger.superuser.sql("insert into sealing.refusal values ('acme', 'test')").update();
      figures.look();
      assertThat(unsigned(port)).as("a refused ledger waits for no signature").isEqualTo("0.0");

      ledger.owner.sql("alter table sealing.tree rename to hidden").update();
      assertThatThrownBy(figures::look).isInstanceOf(RuntimeException.class);
      assertThat(unsigned(port)).isEqualTo("NaN");
    }
  }

  /** What was signed of it is gone when the signer comes back. */
  private void refuseAcme() {
    ledger.record("acme", 3);
    ledger.sealAndSign();
    ledger.superuser.sql("truncate sealing.tree").update();
    assertThat(ledger.restartedSigner().signGrown()).isZero();
  }

  private SignerHealthPort port(String address) throws IOException {
    return new SignerHealthPort(new SealingHealth(ledger.signer), figures(), address, 0);
  }

  private SignerFigures figures() {
    return new SignerFigures(ledger.signer, ledger.db, ledger.transaction);
  }

  private static String unsigned(SignerHealthPort port) throws Exception {
    return get("127.0.0.1", port, "/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("ledger_signer_unsigned_events "))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> get(String host, SignerHealthPort port, String path)
      throws IOException, InterruptedException {
    var address = URI.create("http://%s:%d%s".formatted(host, port.port(), path));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }

  private static Optional<InetAddress> addressOfThisMachine() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }
}
