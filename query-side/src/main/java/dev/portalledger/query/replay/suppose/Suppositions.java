package dev.portalledger.query.replay.suppose;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.projections.History;
import dev.portalledger.query.replay.suppose.Supposition.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Reads an organization's events under another rule, as far as they are sealed. */
@Component
class Suppositions {

  /**
   * What came of it.
   *
   * @param upTo the position up to which events were read
   * @param refused how many would have been refused
   * @param items the first of them
   */
  record Outcome(Rule rule, long upTo, long events, long refused, List<Refused> items) {}

  private static final int BATCH = 1000;
  private static final int MOST_TOLD = 1000;
  private static final int HIGHEST_LIMIT = 1_000_000;
  private static final int MOST_SCOPES = 50;
  private static final Pattern SCOPE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");

  private final History history;

  Suppositions(History history) {
    this.history = history;
  }

  Outcome read(OrganizationId organization, Rule rule) {
    long upTo = history.sealedUpTo();
    long events = history.countOf(organization.value(), upTo);
    var supposed = new Supposition(rule);
    var told = new ArrayList<Refused>();
    long refused = 0;
    for (long done = 0; done < events; done += BATCH) {
      int count = (int) Math.min(BATCH, events - done);
      for (var event : history.of(organization.value(), done, count)) {
        var answer = supposed.next(new Recorded(event.getIdentifier(), event.getPayload()));
        refused += answer.isPresent() ? 1 : 0;
        answer.filter(_ -> told.size() < MOST_TOLD).ifPresent(told::add);
      }
    }
    return new Outcome(rule, upTo, events, refused, told);
  }

  /**
   * What somebody supposes.
   *
   * @param scopes separated by spaces or commas
   */
  static Rule rule(@Nullable Integer planLimit, @Nullable String scopes) {
    if (planLimit != null && (planLimit < 0 || planLimit > HIGHEST_LIMIT)) {
      throw bad("planLimit must be 0 to " + HIGHEST_LIMIT);
    }
    var required =
        Pattern.compile("[ ,]+")
            .splitAsStream(scopes == null ? "" : scopes)
            .filter(scope -> !scope.isEmpty())
            .distinct()
            .toList();
    if (required.size() > MOST_SCOPES
        || !required.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
      throw bad("requiredScope must be up to %d scopes of HubSpot's".formatted(MOST_SCOPES));
    }
    if (planLimit == null && required.isEmpty()) {
      throw bad("say what to suppose: planLimit, requiredScope, or both");
    }
    return new Rule(planLimit, required);
  }

  private static ResponseStatusException bad(String why) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
  }
}
