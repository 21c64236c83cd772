package dev.portalledger.standalone.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's own doors, for tests and demonstrations; HubSpot has nothing like them. */
@RestController
@RequestMapping(path = "/sandbox", produces = MediaType.APPLICATION_JSON_VALUE)
final class SandboxController {

  private final Registry registry;
  private final CallLog calls;

  SandboxController(Registry registry, CallLog calls) {
    this.registry = registry;
    this.calls = calls;
  }

  @GetMapping("/knobs")
  String knobs() {
    return json(registry.situation().knobs());
  }

  /** Turns the knobs named and leaves the others. */
  @PutMapping("/knobs")
  String turn(@RequestBody String body) {
    return json(registry.turn(knobs -> SandboxJson.changed(knobs, body, Knobs.class)));
  }

  @DeleteMapping("/knobs")
  ResponseEntity<Void> resetKnobs() {
    registry.turn(_ -> Knobs.DEFAULTS);
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/app")
  String app() {
    return withoutSecret(registry.situation().app());
  }

  @PutMapping("/app")
  String register(@RequestBody String body) {
    return withoutSecret(
        registry.register(app -> SandboxJson.changed(app, body, AppRegistration.class)));
  }

  @GetMapping("/clock")
  Map<String, Instant> clock() {
    return Map.of("now", registry.situation().now());
  }

  @PutMapping("/clock")
  Map<String, Instant> advance(@RequestBody String body) {
    registry.advanceClock(SandboxJson.MAPPER.readValue(body, Advance.class).advance());
    return clock();
  }

  @GetMapping("/accounts")
  String accounts() {
    return registry.look(
        (state, _) ->
            json(
                Map.of(
                    "accounts",
                    state.accounts().stream()
                        .sorted(Comparator.comparingLong(Account::hubId))
                        .map(AccountJson::of)
                        .toList())));
  }

  /** Adds accounts or puts them in the place of those with the same id; grants stay. */
  @PostMapping("/accounts")
  ResponseEntity<String> add(@RequestBody String body) {
    var wanted =
        Stream.of(SandboxJson.MAPPER.readValue(body, AccountJson[].class))
            .map(AccountJson::account)
            .toList();
    registry.change(
        (state, _) -> {
          var next = state;
          for (var account : wanted) {
            next = next.with(account);
          }
          return new Change<>(next, wanted);
        });
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(json(Map.of("accounts", wanted.stream().map(AccountJson::of).toList())));
  }

  /** The account is gone: its tokens answer {@code BAD_HUB}. */
  @DeleteMapping("/accounts/{hubId}")
  ResponseEntity<Void> delete(@PathVariable long hubId) {
    registry.change((state, _) -> new Change<>(state.withoutAccount(hubId), hubId));
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/grants")
  Map<String, List<Map<String, Object>>> grants() {
    return registry.look(
        (state, situation) ->
            Map.of(
                "grants",
                state.issued().grants().stream()
                    .map(grant -> view(grant, situation.lives(grant, state)))
                    .toList()));
  }

  @GetMapping("/calls")
  CallLog.View calls() {
    return calls.view();
  }

  @DeleteMapping("/calls")
  ResponseEntity<Void> forgetCalls() {
    calls.forget();
    return ResponseEntity.noContent().build();
  }

  /** As on the first day: accounts, grants, knobs, app, clock, calls. */
  @DeleteMapping("/state")
  ResponseEntity<Void> startAnew() {
    registry.startAnew();
    calls.forget();
    return ResponseEntity.noContent().build();
  }

  @ExceptionHandler({
    JacksonException.class,
    IllegalArgumentException.class,
    NullPointerException.class
  })
  ResponseEntity<ProblemDetail> refuse(Exception refusal) {
    var reason =
        refusal instanceof JacksonException json ? json.getOriginalMessage() : refusal.getMessage();
    var problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, Objects.requireNonNullElse(reason, "not understood"));
    problem.setTitle("The sandbox does not understand this");
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static Map<String, Object> view(Grant grant, boolean alive) {
    var view = new LinkedHashMap<String, Object>();
    view.put("portal", grant.consent().hubId());
    view.put("user", grant.consent().email());
    view.put("userId", grant.consent().userId());
    view.put("scopes", grant.consent().scopes());
    view.put("fingerprint", grant.refreshToken().fingerprint());
    view.put("alive", alive);
    view.put("end", grant.end());
    view.put("accessTokensIssued", grant.accessTokensIssued());
    view.put("grantedAt", grant.grantedAt());
    return view;
  }

  private static String withoutSecret(AppRegistration app) {
    var tree = SandboxJson.MAPPER.valueToTree(app);
    return json(((ObjectNode) tree).without("clientSecret"));
  }

  private static String json(@Nullable Object value) {
    return SandboxJson.MAPPER.writeValueAsString(value);
  }

  /** The body of {@code PUT /sandbox/clock}. */
  record Advance(Duration advance) {

    Advance {
      Objects.requireNonNull(advance, "advance must be a duration such as PT31M");
    }
  }
}
