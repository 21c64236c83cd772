package dev.portalledger.command.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portalledger.command.hubspot.HubSpotFailure.OurFault;
import dev.portalledger.command.hubspot.HubSpotFailure.Unreadable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The journal over HTTP, with a token of the app itself. A page lies somewhere else, at an address
 * that is good for a while and needs no token.
 */
final class RestJournal implements Journal {

  private static final String JOURNAL = "/webhooks-journal/journal/2026-03";
  private static final String SCOPES =
      "developer.webhooks_journal.read developer.webhooks_journal.subscriptions.read"
          + " developer.webhooks_journal.subscriptions.write";

  private static final String SUBSCRIPTION =
      """
      {"subscriptionType": "APP_LIFECYCLE_EVENT", "eventTypeId": "%s", "properties": []}
      """
          .formatted(JournalPages.UNINSTALL);

  /** Of a token's life; the rest is for clocks that differ and answers that are slow. */
  private static final double USED = 0.75;

  private static final HubSpotFailure NOT_FOUND = new OurFault("404");

  private record Held(String token, Instant until) {}

  private final HubSpotSettings settings;
  private final RestClient http;
  private final Clock clock;
  private volatile @Nullable Held held;

  RestJournal(HubSpotSettings settings, RestClient http, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Subscribed subscribe() {
    try {
      var _ =
          http.post()
              .uri(settings.apiUrl() + "/webhooks-journal/subscriptions/2026-03")
              .header(HttpHeaders.AUTHORIZATION, "Bearer " + token())
              .contentType(MediaType.APPLICATION_JSON)
              .accept(MediaType.APPLICATION_JSON)
              .body(SUBSCRIPTION.getBytes(UTF_8))
              .retrieve()
              .toEntity(byte[].class);
      return new Subscribed.Done();
    } catch (RestClientException e) {
      return new Subscribed.Failed(failure(e));
    }
  }

  @Override
  public Read after(@Nullable String offset) {
    try {
      return pointer(offset).map(this::page).orElseGet(Read.Nothing::new);
    } catch (RestClientException e) {
      var failure = failure(e);
      return offset != null && failure.equals(NOT_FOUND)
          ? new Read.OffsetForgotten()
          : new Read.Failed(failure);
    }
  }

  private record Pointer(String offset, URI url) {}

  private Optional<Pointer> pointer(@Nullable String offset) {
    var request =
        offset == null
            ? http.get().uri(settings.apiUrl() + JOURNAL + "/earliest")
            : http.get().uri(settings.apiUrl() + JOURNAL + "/offset/{offset}/next", offset);
    var answer =
        request
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + token())
            .accept(MediaType.APPLICATION_JSON)
            .retrieve()
            .toEntity(byte[].class);
    return answer.getStatusCode().isSameCodeAs(HttpStatus.NO_CONTENT)
        ? Optional.empty()
        : Optional.of(pointer(read(answer)));
  }

  private Pointer pointer(Json json) {
    return json.text("currentOffset")
        .flatMap(offset -> json.text("url").flatMap(this::safe).map(u -> new Pointer(offset, u)))
        .orElseThrow(RestJournal::unreadable);
  }

  /** HubSpot itself named the address; it is still never one of our own network. */
  private Optional<URI> safe(String url) {
    try {
      var uri = URI.create(url);
      var api = settings.apiUrl();
      boolean atHubSpot =
          api.getScheme().equals(uri.getScheme()) && api.getAuthority().equals(uri.getAuthority());
      return atHubSpot || "https".equals(uri.getScheme()) ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * An address that expired on the way is asked for again in the next round. What lies there is
   * JSON, whatever its store calls it.
   */
  private Read page(Pointer pointer) {
    try {
      var answer =
          http.get()
              .uri(pointer.url())
              .accept(MediaType.APPLICATION_JSON)
              .retrieve()
              .toEntity(byte[].class);
      return new Read.Page(
          pointer.offset(),
          read(MediaType.APPLICATION_JSON, answer)
              .flatMap(JournalPages::removals)
              .orElseThrow(RestJournal::unreadable));
    } catch (RestClientException e) {
      return new Read.Failed(Failures.of(e));
    }
  }

  private String token() {
    var kept = held;
    return kept != null && clock.instant().isBefore(kept.until()) ? kept.token() : freshToken();
  }

  private String freshToken() {
    var answer =
        http.post()
            .uri(settings.apiUrl() + "/oauth/2026-03/token")
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .accept(MediaType.APPLICATION_JSON)
            .body(
                Unprinted.form(
                    "grant_type",
                    "client_credentials",
                    "scope",
                    SCOPES,
                    "client_id",
                    settings.clientId(),
                    "client_secret",
                    settings.clientSecret()))
            .retrieve()
            .toEntity(byte[].class);
    var json = read(answer);
    var token = json.text("access_token").orElseThrow(RestJournal::unreadable);
    var life = Duration.ofSeconds((long) (json.number("expires_in").orElse(0) * USED));
    held = new Held(token, clock.instant().plus(life));
    return token;
  }

  /** Whatever went wrong may have been the token. */
  private HubSpotFailure failure(RestClientException e) {
    held = null;
    return Failures.of(e);
  }

  private static Json read(ResponseEntity<byte[]> answer) {
    return read(answer.getHeaders().getContentType(), answer).orElseThrow(RestJournal::unreadable);
  }

  private static Optional<Json> read(@Nullable MediaType type, ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    return Json.read(type, body == null ? new byte[0] : body);
  }

  private static HubSpotRefused unreadable() {
    return new HubSpotRefused(new Unreadable());
  }
}
