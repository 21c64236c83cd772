package dev.portalledger.query.replay;

import dev.portalledger.query.dashboard.FreshId;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.projections.CatchUp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Where an auditor picks a day, watches history being replayed, and sees what it gave. */
@Controller
class ReplayPages {

  private static final int SHOWN = 50;
  private static final int LOOK_AGAIN_SECONDS = 1;

  private final Replays replays;
  private final People people;
  private final CatchUp catchUp;
  private final SelfChecks checks;

  ReplayPages(Replays replays, People people, CatchUp catchUp, SelfChecks checks) {
    this.checks = checks;
    this.replays = replays;
    this.people = people;
    this.catchUp = catchUp;
  }

  @GetMapping("/compliance/replays")
  ModelAndView list(Member member, @RequestParam(required = false) @Nullable String refused) {
    var latest = replays.latest(member.organization());
    var involved = latest.stream().map(Replay::requestedBy).collect(Collectors.toSet());
    return new ModelAndView("replay/page")
        .addObject("replays", latest.stream().map(ShownReplay::new).toList())
        .addObject("named", people.named(involved))
        .addObject("checks", checks.latest(member.organization()))
        .addObject("refused", refused == null ? null : whyRefused(refused))
        .addObject("today", LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC))
        .addObject("fresh", FreshId.next());
  }

  /** Whoever has just asked for one finds it, although events take a moment to be read. */
  @GetMapping("/compliance/replays/{replayId}")
  ModelAndView one(
      Member member,
      @PathVariable String replayId,
      @RequestParam(defaultValue = "false") boolean fresh,
      @RequestParam(defaultValue = "0") long portal,
      @RequestParam(defaultValue = "0") int difference) {
    if (fresh) {
      catchUp.await(() -> replays.find(member.organization(), replayId).isPresent());
    }
    var found =
        replays
            .find(member.organization(), replayId)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var accounts = replays.accounts(member.organization(), replayId, portal, SHOWN);
    var differences = replays.differences(member.organization(), replayId, difference, SHOWN);
    var page =
        new ModelAndView("replay/one/page")
            .addObject("shown", new ShownReplay(found))
            .addObject("accounts", accounts)
            .addObject("differences", differences)
            .addObject("named", people.named(involved(found, accounts)))
            .addAllObjects(nextOf(accounts, differences));
    return found.state().isOver() ? page : page.addObject("refreshSeconds", LOOK_AGAIN_SECONDS);
  }

  /** As the command side names it in the address it sends the browser back to. */
  private static String whyRefused(String name) {
    return switch (name) {
      case "purpose" ->
          "The purpose takes up to 80 letters, digits, spaces and . _ : / # -; name an audit or a ticket.";
      case "too-early" ->
          "The day lies before the first event of your organization. Pick the day it was registered, or a later one.";
      case "future" ->
          "The day lies in the future. Pick one that is over, or leave it empty for now.";
      case "nothing" -> "Nothing is recorded of your organization yet. Connect a portal first.";
      default -> "That is no day. Pick one from the calendar, or leave it empty for now.";
    };
  }

  private static Map<String, Long> nextOf(
      List<Replays.Account> accounts, List<Replays.Numbered> differences) {
    return Map.of(
        "nextPortal", accounts.size() < SHOWN ? 0L : accounts.getLast().portalId(),
        "nextDifference", differences.size() < SHOWN ? 0L : differences.getLast().number());
  }

  private static Set<String> involved(Replay replay, List<Replays.Account> accounts) {
    var subjects = new HashSet<String>();
    subjects.add(replay.requestedBy());
    accounts.forEach(account -> subjects.add(account.authorizer()));
    return subjects;
  }
}
