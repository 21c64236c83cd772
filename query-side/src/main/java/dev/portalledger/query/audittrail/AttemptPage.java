package dev.portalledger.query.audittrail;

import dev.portalledger.events.connection.ScopeCategory;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.projections.CatchUp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Tells whoever comes back from HubSpot how the attempt ended. */
@Controller
class AttemptPage {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int LOOK_AGAIN_SECONDS = 3;

  private final AuditTrail trail;
  private final People people;
  private final CatchUp catchUp;

  AttemptPage(AuditTrail trail, People people, CatchUp catchUp) {
    this.trail = trail;
    this.people = people;
    this.catchUp = catchUp;
  }

  @GetMapping("/attempts/{attemptId}")
  ModelAndView outcome(Member member, @PathVariable String attemptId) {
    if (!ID.matcher(attemptId).matches()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    catchUp.await(() -> isOver(trail.ofAttempt(member.organization(), attemptId)));
    List<Entry> entries = trail.ofAttempt(member.organization(), attemptId);
    if (entries.isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return isOver(entries) ? ended(member, entries) : pending();
  }

  private ModelAndView ended(Member member, List<Entry> entries) {
    Entry outcome = entries.getLast();
    var plan = trail.planAt(member.organization(), outcome.occurredAt()).orElse(null);
    return new ModelAndView("audittrail/attempt/page")
        .addObject("member", member)
        .addObject(
            "explanation", Explanations.of(outcome, plan, entries.getFirst().expectedPortal()))
        .addObject("missing", byCategory(outcome.missingScopes()))
        .addObject("told", new Told(outcome, people.named(Involved.in(entries))));
  }

  private static ModelAndView pending() {
    return new ModelAndView("audittrail/attempt/pending/page")
        .addObject("refreshSeconds", LOOK_AGAIN_SECONDS);
  }

  private static boolean isOver(List<Entry> entries) {
    return !entries.isEmpty() && !entries.getLast().kind().isUnderWay();
  }

  private static Map<String, List<String>> byCategory(List<String> scopes) {
    return scopes.stream()
        .collect(
            Collectors.groupingBy(
                scope -> ScopeCategory.of(scope).map(AttemptPage::text).orElse("Other"),
                TreeMap::new,
                Collectors.toList()));
  }

  private static String text(ScopeCategory category) {
    return switch (category) {
      case CRM -> "CRM";
      case MARKETING -> "Marketing";
      case CMS -> "CMS";
      case AUTOMATION -> "Automation";
      case REPORTING -> "Reporting";
      case SETTINGS -> "Settings";
      case FILES -> "Files";
    };
  }
}
