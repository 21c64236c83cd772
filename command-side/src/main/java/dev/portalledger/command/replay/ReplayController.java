package dev.portalledger.command.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.replay.ReplayDecision.BeforeFirstEvent;
import dev.portalledger.command.replay.ReplayDecision.InTheFuture;
import dev.portalledger.command.replay.ReplayDecision.NothingRecorded;
import dev.portalledger.command.replay.ReplayDecision.Requested;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.replay.ReplayId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests for replays. How far one has come, and what it found, the query side tells. */
@RestController
class ReplayController {

  /** Kept for ever and shown to auditors: a number to look up, no place for names of people. */
  private static final Pattern PURPOSE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/#-]{0,79}");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Commands commands;
  private final Clock clock;

  ReplayController(Commands commands, Clock clock) {
    this.commands = commands;
    this.clock = clock;
  }

  /** What is asked for. */
  static final class Request {

    /** A day (2026-03-01: as it ended, UTC) or a moment (2026-03-01T12:00:00Z); now if left out. */
    @JsonProperty @Nullable String asOf;

    /** The audit's or ticket's name: up to 80 of letters, digits, spaces and {@code ._:/#-}. */
    @JsonProperty @Nullable String purpose;
  }

  record Accepted(String replayId, @Nullable Instant asOf, String href) {}

  /** What became of a request; why it is refused, in a word for the page and in sentences. */
  private sealed interface Asked {
    record Recorded(@Nullable Instant asOf) implements Asked {}

    record Refused(String why, ProblemType type, String detail) implements Asked {}
  }

  @PostMapping("/api/v1/replays")
  ResponseEntity<Accepted> replay(Actor actor, @RequestBody Request request) {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    var id = new ReplayId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    var href = "/api/v1/replays/" + id;
    return switch (ask(actor, id, request.asOf, request.purpose)) {
      case Asked.Recorded(var asOf) ->
          ResponseEntity.status(HttpStatus.ACCEPTED)
              .location(URI.create(href))
              .body(new Accepted(id.value(), asOf, href));
      case Asked.Refused refused -> throw new Trouble(refused.type(), refused.detail());
    };
  }

  /** The page gives the id, so that a form sent twice is one replay. */
  @PostMapping("/compliance/replays")
  ResponseEntity<Void> replayAndShow(
      Actor actor,
      @RequestParam(required = false) @Nullable String replay,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String purpose) {
    var id = known(replay);
    return switch (ask(actor, id, asOf, purpose)) {
      case Asked.Recorded _ -> shown(id);
      case Asked.Refused refused -> seeOther("/compliance/replays?refused=" + refused.why());
    };
  }

  @DeleteMapping("/api/v1/replays/{replayId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(Actor actor, @PathVariable String replayId) {
    cancelled(actor, known(replayId));
  }

  @PostMapping("/compliance/replays/{replayId}/cancel")
  ResponseEntity<Void> cancelAndShow(Actor actor, @PathVariable String replayId) {
    var id = known(replayId);
    cancelled(actor, id);
    return shown(id);
  }

  private Asked ask(Actor actor, ReplayId id, @Nullable String asOf, @Nullable String purpose) {
    if (purpose == null || !PURPOSE.matcher(purpose.strip()).matches()) {
      return bad(
          "purpose",
          "'purpose' says what the replay is for: up to 80 letters, digits, spaces and . _ : / # -."
              + " It is kept in the audit trail; name an audit or a ticket, no person.");
    }
    return AsOf.parse(asOf, clock.instant())
        .map(moment -> asked(actor, id, moment.moment(), purpose.strip()))
        .orElseGet(
            () ->
                bad(
                    "malformed",
                    "'asOf' is a day like 2026-03-01 or a moment like 2026-03-01T12:00:00Z. Leave it"
                        + " out for now."));
  }

  private Asked asked(Actor actor, ReplayId id, @Nullable Instant moment, String purpose) {
    var command = new RequestReplay(actor.organization(), id, moment, purpose, actor.subject());
    return switch (commands.send(command, actor.subject())) {
      case Requested() -> new Asked.Recorded(moment);
      case NothingRecorded() ->
          new Asked.Refused(
              "nothing",
              ProblemType.CONFLICT,
              "Nothing is recorded of your organization yet, so there is nothing to replay. Connect"
                  + " a portal first.");
      case BeforeFirstEvent(var first) ->
          bad(
              "too-early",
              "'asOf' lies before the first event of your organization, which was at %s. Ask for that moment or a later one."
                  .formatted(first));
      case InTheFuture(var now) ->
          bad(
              "future",
              "'asOf' lies in the future; here it is %s. Ask for a moment that is over, or leave it out for now."
                  .formatted(now));
    };
  }

  private void cancelled(Actor actor, ReplayId id) {
    var command = new CancelReplay(actor.organization(), id, actor.subject());
    if (!commands.send(command, actor.subject())) {
      throw unknown();
    }
  }

  private static ReplayId known(@Nullable String id) {
    try {
      return new ReplayId(id == null ? "" : id);
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
  }

  private static ResponseEntity<Void> shown(ReplayId id) {
    return seeOther("/compliance/replays/" + id + "?fresh=true");
  }

  private static ResponseEntity<Void> seeOther(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  private static Trouble unknown() {
    return new Trouble(
        ProblemType.NOT_FOUND,
        "Your organization has no such replay. Look at Compliance, Replays.");
  }

  private static Asked bad(String why, String detail) {
    return new Asked.Refused(why, ProblemType.INVALID_REQUEST, detail);
  }
}
