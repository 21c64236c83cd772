package dev.portalledger.command.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.PlainSignature;
import dev.portalledger.command.proof.ProvenLedger;
import dev.portalledger.events.connection.PortalId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("T27 a signed request of HubSpot only ever leads to a question")
class SignedRequestsTest {

  private static final String SIGNED_URI = "https://ledger.test/webhooks/hubspot";

  private final ProvenLedger ledger = ProvenLedger.get().emptied();
  private final PortalId portal = ledger.connected();
  private final HttpClient http = HttpClient.newHttpClient();

  /** A request, and whatever of it a test puts in its place. */
  private record Delivery(
      String query, String body, String sentAt, @Nullable String v3, @Nullable String v2) {

    static Delivery of(String body, Instant sentAt) {
      var delivery = new Delivery("", body, "" + sentAt.toEpochMilli(), null, null);
      return delivery.signedBy("secret");
    }

    Delivery signedBy(String secret) {
      return signed(new PlainSignature(secret).of("POST" + SIGNED_URI + query + body + sentAt));
    }

    Delivery signed(@Nullable String signature) {
      return new Delivery(query, body, sentAt, signature, v2);
    }
  }

  @Test
  void a_removal_that_introspection_confirms_is_recorded() {
    ledger.hubSpot().kill(portal.value());

    assertThat(send(removal()).statusCode()).isEqualTo(204);
    ledger.prove();

    assertThat(ledger.events(portal)).startsWith("connected", "revoked UNINSTALLED_IN_HUBSPOT");
  }

  @Test
  void a_removal_that_introspection_denies_records_nothing() {
    assertThat(send(removal()).statusCode()).isEqualTo(204);
    ledger.prove();

    assertThat(ledger.events(portal)).containsExactly("connected");
    assertThat(ledger.hubSpot().calls("/oauth/2026-03/token/introspect")).isEqualTo(1);
  }

  @Test
  void the_same_delivery_fifty_times_at_once_records_one_event() {
    ledger.hubSpot().kill(portal.value());
    var delivery = removal();

    var answers =
        Stream.generate(() -> delivery).limit(50).parallel().map(d -> send(d).statusCode());

    assertThat(answers).containsOnly(204);
    assertThat(ledger.count("select count(*) from command.delivery")).isEqualTo(1);
    ledger.prove();
    ledger.prove();
    assertThat(ledger.events(portal).stream().filter(event -> event.startsWith("revoked")))
        .hasSize(1);
  }

  @Test
  void a_repeated_delivery_asks_hubspot_no_second_time() {
    var delivery = removal();
    send(delivery);
    ledger.prove();
    ledger
        .db()
        .sql("update proof.connection set next_at = clock_timestamp() + interval '1 day'")
        .update();

    assertThat(send(delivery).statusCode()).isEqualTo(204);
    ledger.prove();

    assertThat(ledger.hubSpot().calls("/oauth/2026-03/token/introspect")).isEqualTo(1);
  }

  @Test
  void another_entry_about_a_portal_is_a_reason_to_ask_too() {
    send(Delivery.of("[{\"portalId\": %s, \"eventId\": 1}]".formatted(portal), Instant.now()));
    ledger.prove();

    assertThat(ledger.hubSpot().calls("/oauth/2026-03/token/introspect")).isEqualTo(1);
    assertThat(ledger.row(portal, "uninstalled_at is null")).isEqualTo("true");
  }

  @Test
  void a_bit_flipped_in_any_of_the_five_inputs_is_refused() {
    var good = removal();
    assertRefused(new Delivery("?a=1", good.body, good.sentAt, good.v3, null));
    assertRefused(
        new Delivery("", good.body.replace("4-1916193", "4-1916192"), good.sentAt, good.v3, null));
    assertRefused(new Delivery("", good.body, good.sentAt.replaceFirst(".$", "x"), good.v3, null));
    assertRefused(
        new Delivery("", good.body, "" + (Long.parseLong(good.sentAt) ^ 1), good.v3, null));
    assertRefused(good.signed(flipped(String.valueOf(good.v3))));
    assertRefused(good.signedBy("secres"));

    assertThat(ledger.count("select count(*) from command.delivery")).isZero();
    assertThat(ledger.row(portal, "uninstalled_at is null")).isEqualTo("true");
  }

  @Test
  void a_request_with_an_older_signature_only_is_refused() {
    var good = removal();
    assertRefused(new Delivery("", good.body, good.sentAt, null, good.v3));
    assertRefused(new Delivery("", good.body, good.sentAt, "", good.v3));
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, -3_600, 62, 3_600})
  void one_that_is_old_or_of_the_future_is_refused(long seconds) {
    assertRefused(Delivery.of(removal().body, Instant.now().plusSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-290, 55})
  void clocks_may_differ_a_little(long seconds) {
    var delivery = Delivery.of(removal().body, Instant.now().plusSeconds(seconds));
    assertThat(send(delivery).statusCode()).isEqualTo(204);
  }

  /** The address is the one HubSpot was told, not the one the request claims to be sent to. */
  @Test
  void a_signature_for_another_host_is_refused_whatever_host_the_request_names() {
    var good = removal();
    var forOther =
        good.signed(
            new PlainSignature("secret")
                .of(
                    "POSThttp://127.0.0.1:%d/webhooks/hubspot".formatted(ledger.port())
                        + good.body
                        + good.sentAt));
    assertRefused(forOther);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[1]", "[[]]", "\"text\"", "{\"a\":1"})
  void a_signed_body_that_is_nothing_we_know_gets_a_clear_answer(String body) {
    var answer = send(Delivery.of(body, Instant.now()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  private Delivery removal() {
    return Delivery.of(
        "[{\"eventTypeId\":\"4-1916193\",\"action\":\"APP_UNINSTALL\",\"portalId\":%s}]"
            .formatted(portal),
        Instant.now());
  }

  private void assertRefused(Delivery delivery) {
    var answer = send(delivery);
    assertThat(answer.statusCode()).as(delivery + " " + answer.body()).isEqualTo(401);
    assertThat(answer.body()).contains("/problems/unauthenticated");
  }

  private static String flipped(String base64) {
    return (base64.charAt(0) == 'A' ? 'B' : 'A') + base64.substring(1);
  }

  private HttpResponse<String> send(Delivery delivery) {
    var uri = "http://127.0.0.1:%d/webhooks/hubspot%s".formatted(ledger.port(), delivery.query);
    var request =
        HttpRequest.newBuilder(URI.create(uri))
            .POST(BodyPublishers.ofString(delivery.body))
            .header("Content-Type", "application/json")
            .header("X-HubSpot-Request-Timestamp", delivery.sentAt);
    if (delivery.v3 != null) {
      request.header("X-HubSpot-Signature-v3", delivery.v3);
    }
    if (delivery.v2 != null) {
      request
          .header("X-HubSpot-Signature", delivery.v2)
          .header("X-HubSpot-Signature-Version", "v2");
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
