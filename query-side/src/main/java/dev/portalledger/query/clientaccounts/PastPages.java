package dev.portalledger.query.clientaccounts;

import dev.portalledger.query.clientaccounts.ClientAccountsApi.Answer;
import dev.portalledger.query.dashboard.AsOf;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows client accounts as they stood at a past moment: on the same pages as they are now, which
 * say so and let nobody do anything.
 */
@Component
class PastPages {

  private final Past past;
  private final People people;

  PastPages(Past past, People people) {
    this.past = past;
    this.people = people;
  }

  ModelAndView list(String view, Member member, Search search, AsOf asOf) {
    Answer then = past.list(member.organization(), search.withoutPortal(), asOf);
    Map<String, Person> named = people.named(Shown.involved(then.items()));
    return new ModelAndView(view)
        .addObject("member", member.reading())
        .addObject("past", then.asOf())
        .addObject("seats", then.seats())
        .addObject("search", search.withoutPortal())
        .addObject("rows", shown(then.items(), named))
        .addObject("next", then.next());
  }

  ModelAndView account(Member member, long portalId, AsOf asOf) {
    return past.find(member.organization(), portalId, asOf)
        .map(then -> account(member, then))
        .orElseGet(() -> before(member, portalId, asOf));
  }

  private ModelAndView account(Member member, ClientAccountsApi.One then) {
    var accounts = List.of(then.account());
    return new ModelAndView("clientaccounts/account/page")
        .addObject("member", member.reading())
        .addObject("past", then.asOf())
        .addObject("isCertified", false)
        .addObject("row", shown(accounts, people.named(Shown.involved(accounts))).getFirst());
  }

  private ModelAndView before(Member member, long portalId, AsOf asOf) {
    Instant first =
        past.recordedSince(member.organization(), portalId)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new ModelAndView("clientaccounts/account/before/page")
        .addObject("portal", portalId)
        .addObject("moment", asOf.moment())
        .addObject("first", first);
  }

  private static List<Shown> shown(List<ClientAccount> accounts, Map<String, Person> named) {
    return accounts.stream().map(account -> Shown.of(account, named, false)).toList();
  }
}
