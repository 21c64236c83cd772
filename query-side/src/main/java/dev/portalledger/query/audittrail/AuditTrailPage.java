package dev.portalledger.query.audittrail;

import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.people.Person;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final People people;

  AuditTrailPage(AuditTrail trail, People people) {
    this.trail = trail;
    this.people = people;
  }

  @GetMapping("/audit-trail")
  ModelAndView list(Member member, Search search) {
    return rows("audittrail/page", member, search)
        .addObject("kinds", KINDS)
        .addObject("mayExport", member.mayManage() || member.role().equals("Auditor"));
  }

  @GetMapping("/audit-trail/rows")
  ModelAndView more(Member member, Search search) {
    return rows("audittrail/rows :: rows", member, search);
  }

  private ModelAndView rows(String view, Member member, Search search) {
    AuditTrail.Page page = trail.page(member.organization(), search);
    Set<String> involved = new HashSet<>(Involved.in(page.items()));
    String byWhom = search.byWhom();
    if (byWhom != null) {
      involved.add(byWhom);
    }
    Map<String, Person> named = people.named(involved);
    return new ModelAndView(view)
        .addObject("search", search)
        .addObject("actorName", byWhom == null ? null : Involved.name(named, byWhom))
        .addObject("rows", page.items().stream().map(entry -> new Told(entry, named)).toList())
        .addObject("next", page.next());
  }
}
