package dev.portalledger.standalone.hubspot;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The webhooks journal: subscribe once, then ask for the next page; a page itself needs no token.
 */
@RestController
final class JournalController {

  private static final String READ = "developer.webhooks_journal.read";
  private static final String LIST = "developer.webhooks_journal.subscriptions.read";
  private static final String SUBSCRIBE = "developer.webhooks_journal.subscriptions.write";

  private static final Duration PAGE_LIFE = Duration.ofHours(1);

  private final Registry registry;

  JournalController(Registry registry) {
    this.registry = registry;
  }

  @PostMapping("/webhooks-journal/subscriptions/2026-03")
  ResponseEntity<Map<String, Object>> subscribe(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestBody Map<String, Object> body) {
    var type = Journal.Lifecycle.of(String.valueOf(body.get("eventTypeId")));
    return registry.change(
        (state, situation) -> {
          var refusal = refusal(authorization, SUBSCRIBE, state, situation);
          if (refusal.isPresent()) {
            return new Change<>(state, refusal.get());
          }
          if (type.isEmpty() || !"APP_LIFECYCLE_EVENT".equals(body.get("subscriptionType"))) {
            return new Change<>(
                state,
                HubSpotErrors.badRequest(
                    "only app lifecycle events are supported", situation.mint()));
          }
          var wanted =
              new Journal.Subscription(
                  situation.mint().uuid(), type.get().eventTypeId(), situation.now());
          var journal = state.journal().subscribed(wanted);
          return new Change<>(
              state.with(journal), ResponseEntity.status(201).body(view(journal, wanted)));
        });
  }

  @GetMapping("/webhooks-journal/subscriptions/2026-03")
  ResponseEntity<Map<String, Object>> subscriptions(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization) {
    return registry.look(
        (state, situation) ->
            refusal(authorization, LIST, state, situation)
                .orElseGet(
                    () ->
                        ResponseEntity.ok(
                            Map.of(
                                "results",
                                state.journal().subscriptions().stream()
                                    .map(JournalController::view)
                                    .toList()))));
  }

  @GetMapping("/webhooks-journal/journal/2026-03/earliest")
  ResponseEntity<Map<String, Object>> earliest(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestParam(required = false) @Nullable Long installPortalId) {
    return read(authorization, journal -> journal.earliest(installPortalId));
  }

  @GetMapping("/webhooks-journal/journal/2026-03/latest")
  ResponseEntity<Map<String, Object>> latest(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestParam(required = false) @Nullable Long installPortalId) {
    return read(authorization, journal -> journal.latest(installPortalId));
  }

  /** An offset older than the journal's three days is as good as the beginning. */
  @GetMapping("/webhooks-journal/journal/2026-03/offset/{offset}/next")
  ResponseEntity<Map<String, Object>> next(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @PathVariable String offset,
      @RequestParam(required = false) @Nullable Long installPortalId) {
    return read(
        authorization,
        journal ->
            journal
                .at(offset)
                .map(entry -> journal.after(entry, installPortalId))
                .orElseGet(() -> journal.earliest(installPortalId)));
  }

  @GetMapping("/webhooks-journal/pages/{offset}")
  ResponseEntity<Map<String, Object>> page(@PathVariable String offset) {
    return registry.look(
        (state, situation) ->
            state
                .journal()
                .at(offset)
                .map(entry -> ResponseEntity.ok(page(entry)))
                .orElseGet(() -> HubSpotErrors.notFound("no such journal page", situation.mint())));
  }

  private ResponseEntity<Map<String, Object>> read(
      @Nullable String authorization, Function<Journal, Optional<Journal.Entry>> which) {
    return registry.look(
        (state, situation) ->
            refusal(authorization, READ, state, situation)
                .orElseGet(
                    () ->
                        which
                            .apply(state.journal())
                            .map(entry -> ResponseEntity.ok(pointer(entry, situation)))
                            .orElseGet(() -> ResponseEntity.noContent().build())));
  }

  private static Optional<ResponseEntity<Map<String, Object>>> refusal(
      @Nullable String authorization, String scope, SandboxState state, Situation situation) {
    var token = state.issued().appToken(ApiAccess.bearer(authorization).orElse(null));
    if (token.isEmpty()) {
      return Optional.of(HubSpotErrors.noCredentials(situation.mint()));
    }
    if (!token.get().expiresAt().isAfter(situation.now())) {
      return Optional.of(HubSpotErrors.expired(token.get().expiresAt(), situation));
    }
    return token.get().scopes().contains(scope)
        ? Optional.empty()
        : Optional.of(HubSpotErrors.missingScopes(List.of(scope), situation.mint()));
  }

  private static Map<String, Object> pointer(Journal.Entry entry, Situation situation) {
    var url =
        ServletUriComponentsBuilder.fromCurrentContextPath()
            .path("/webhooks-journal/pages/{offset}")
            .build(entry.offset());
    var body = new LinkedHashMap<String, Object>();
    body.put("currentOffset", entry.offset());
    body.put("expiresAt", situation.now().plus(PAGE_LIFE).toString());
    body.put("url", url.toString());
    return body;
  }

  private static Map<String, Object> page(Journal.Entry entry) {
    var event = new LinkedHashMap<String, Object>();
    event.put("type", "app_lifecycle_event");
    event.put("action", entry.what().name());
    event.put("portalId", entry.portalId());
    event.put("occurredAt", entry.publishedAt().toString());
    event.put("eventTypeId", entry.what().eventTypeId());
    event.put(
        "properties",
        Map.of(
            "hs_app_id", Long.toString(AppRegistration.APP_ID),
            "hs_app_install_level", "PORTAL",
            "hs_initiating_user_id", Long.toString(entry.userId()),
            "hs_user_id", Long.toString(entry.userId())));
    var body = new LinkedHashMap<String, Object>();
    body.put("offset", entry.offset());
    body.put("publishedAt", entry.publishedAt().toString());
    body.put("journalEvents", List.of(event));
    return body;
  }

  private static Map<String, Object> view(Journal journal, Journal.Subscription wanted) {
    return journal.subscriptions().stream()
        .filter(each -> each.eventTypeId().equals(wanted.eventTypeId()))
        .findFirst()
        .map(JournalController::view)
        .orElseThrow();
  }

  private static Map<String, Object> view(Journal.Subscription subscription) {
    var body = new LinkedHashMap<String, Object>();
    body.put("id", subscription.id());
    body.put("appId", AppRegistration.APP_ID);
    body.put("subscriptionType", "APP_LIFECYCLE_EVENT");
    body.put("eventTypeId", subscription.eventTypeId());
    body.put("properties", List.of());
    body.put("createdAt", subscription.since().toString());
    return body;
  }
}
