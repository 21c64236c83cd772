package dev.portalledger.query.audittrail;

import dev.portalledger.query.dashboard.AsOf;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.people.Person;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class AuditTrailPage {

  /** A kind to choose from. */
  record Choice(String name, String text) {}

  private static final List<Choice> KINDS =
      Arrays.stream(Kind.values())
          .map(kind -> new Choice(kind.text(), kind.text().replace('-', ' ')))
          .toList();

  private final AuditTrail trail;
  private final PastTrail past;
  private final People people;

  AuditTrailPage(AuditTrail trail, PastTrail past, People people) {
    this.trail = trail;
    this.past = past;
    this.people = people;
  }

  @GetMapping("/audit-trail")
  ModelAndView list(Member member, Search search, @Nullable AsOf asOf) {
    boolean exports = member.mayManage() || member.role().equals("Auditor");
    return rows("audittrail/page", member, search, asOf)
        .addObject("kinds", KINDS)
        // What is taken out is the trail as it is.
        .addObject("mayExport", exports && asOf == null);
  }

  @GetMapping("/audit-trail/rows")
  ModelAndView more(Member member, Search search, @Nullable AsOf asOf) {
    return rows("audittrail/rows :: rows", member, search, asOf);
  }

  private ModelAndView rows(String view, Member member, Search search, @Nullable AsOf asOf) {
    AuditTrail.Page page = trail.page(member.organization(), search, asOf);
    Set<String> involved = new HashSet<>(Involved.in(page.items()));
    String byWhom = search.byWhom();
    if (byWhom != null) {
      involved.add(byWhom);
    }
    Map<String, Person> named = people.named(involved);
    return new ModelAndView(view)
        .addObject("past", asOf == null ? null : past.remark(member.organization(), asOf))
        .addObject("droppedBefore", trail.droppedBefore(member.organization()).orElse(null))
        .addObject("seesPeople", asOf == null && member.maySeePeople())
        .addObject("search", search)
        .addObject("actorName", byWhom == null ? null : Involved.name(named, byWhom))
        .addObject("rows", page.items().stream().map(entry -> new Told(entry, named)).toList())
        .addObject("next", page.next());
  }
}
