package dev.portalledger.query.people;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.projections.CatchUp;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

@Controller
class PersonPage {

  private final PersonalRecords records;
  private final People people;
  private final CatchUp catchUp;

  PersonPage(PersonalRecords records, People people, CatchUp catchUp) {
    this.records = records;
    this.people = people;
    this.catchUp = catchUp;
  }

  @GetMapping("/people/{subjectId}")
  ModelAndView one(
      Member member,
      @PathVariable String subjectId,
      @RequestParam(required = false) @Nullable Long minVersion,
      @RequestParam(required = false) @Nullable String refused) {
    if (minVersion != null) {
      catchUp.await(() -> version(member, subjectId) >= minVersion);
    }
    var found =
        records
            .find(member.organization(), subjectId)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var named = people.named(involved(found));
    return new ModelAndView("people/page")
        .addObject("member", member)
        .addObject("person", requireNonNull(named.get(subjectId)))
        .addObject("shown", new Shown(found, named))
        .addObject("refusal", Refusal.of(refused));
  }

  private long version(Member member, String subject) {
    return records.find(member.organization(), subject).map(PersonalData::version).orElse(0L);
  }

  private static Set<String> involved(PersonalData data) {
    var ids = new HashSet<>(List.of(data.subjectId()));
    data.history().stream()
        .flatMap(step -> Stream.of(step.by(), step.confirmedBy()))
        .filter(Objects::nonNull)
        .forEach(ids::add);
    return ids;
  }
}
