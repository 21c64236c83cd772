package dev.portalledger.query.replay;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.projections.Difference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@Tag(name = "Compliance")
class ReplayApi {

  private static final int MOST = 1000;

  /** The latest fifty. */
  record Answer(List<Replay> items) {}

  /** One page; {@code next} is null on the last. */
  record Differences(List<Item> items, @Nullable String next) {}

  record Item(@JsonUnwrapped Difference difference) {}

  /** One page; {@code next} is null on the last. */
  record Accounts(List<Replays.Account> items, @Nullable String next) {}

  private final Replays replays;

  ReplayApi(Replays replays) {
    this.replays = replays;
  }

  @GetMapping("/api/v1/replays")
  @Operation(summary = "List the latest fifty replays, latest first")
  Answer list(@Parameter(hidden = true) Member member) {
    return new Answer(replays.latest(member.organization()));
  }

  @GetMapping("/api/v1/replays/{replayId}")
  @Operation(summary = "One replay: how far it has come, and what it found")
  Replay one(@Parameter(hidden = true) Member member, @PathVariable String replayId) {
    return found(member, replayId);
  }

  @GetMapping("/api/v1/replays/{replayId}/differences")
  @Operation(summary = "Where the live views differ from what was replayed, value by value")
  Differences differences(
      @Parameter(hidden = true) Member member,
      @PathVariable String replayId,
      @Parameter(description = "`next` of the page before") @RequestParam(defaultValue = "0")
          int cursor,
      @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") int limit) {
    found(member, replayId);
    var items = replays.differences(member.organization(), replayId, cursor, checked(limit));
    return new Differences(
        items.stream().map(each -> new Item(each.difference())).toList(),
        items.size() < limit ? null : String.valueOf(items.getLast().number()));
  }

  @GetMapping("/api/v1/replays/{replayId}/client-accounts")
  @Operation(summary = "The accounts as history gave them, by portal")
  Accounts accounts(
      @Parameter(hidden = true) Member member,
      @PathVariable String replayId,
      @Parameter(description = "`next` of the page before") @RequestParam(defaultValue = "0")
          long cursor,
      @Parameter(description = "1 to 1000") @RequestParam(defaultValue = "100") int limit) {
    found(member, replayId);
    var items = replays.accounts(member.organization(), replayId, cursor, checked(limit));
    return new Accounts(
        items, items.size() < limit ? null : String.valueOf(items.getLast().portalId()));
  }

  private Replay found(Member member, String replayId) {
    return replays
        .find(member.organization(), replayId)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit must be 1 to " + MOST);
    }
    return limit;
  }
}
