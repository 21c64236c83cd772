package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.query.dashboard.AsOf;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.people.Person;
import dev.portalledger.query.projections.CatchUp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

@Controller
class ClientAccountsPage {

  /** A status to choose from. */
  record Choice(String name, String text) {}

  private static final List<Choice> STATUSES =
      Arrays.stream(ConnectionStatus.values())
          .map(status -> new Choice(status.name(), Shown.text(status)))
          .toList();

  private final ClientAccounts accounts;
  private final Proofs proofs;
  private final PastPages past;
  private final People people;
  private final CatchUp catchUp;

  ClientAccountsPage(
      ClientAccounts accounts, Proofs proofs, PastPages past, People people, CatchUp catchUp) {
    this.accounts = accounts;
    this.proofs = proofs;
    this.past = past;
    this.people = people;
    this.catchUp = catchUp;
  }

  /** Whoever comes back from HubSpot names the portal and its version, and finds it here. */
  @GetMapping("/client-accounts")
  ModelAndView list(Member member, Search search, @Nullable AsOf asOf) {
    if (asOf != null) {
      return past.list("clientaccounts/page", member, search, asOf).addObject("statuses", STATUSES);
    }
    ClientAccount marked = pointedAt(member, search).orElse(null);
    ModelAndView page = rows("clientaccounts/page", member, search.withoutPortal(), marked);
    boolean isEmpty = ((List<?>) page.getModel().getOrDefault("rows", List.of())).isEmpty();
    return page.addObject("seats", accounts.seats(member.organization()))
        .addObject("statuses", STATUSES)
        .addObject("isNew", isEmpty && !search.isNarrowed() && search.after() == null);
  }

  @GetMapping("/client-accounts/rows")
  ModelAndView more(Member member, Search search, @Nullable AsOf asOf) {
    String view = "clientaccounts/rows :: rows";
    return asOf == null
        ? rows(view, member, search.withoutPortal(), null)
        : past.list(view, member, search, asOf);
  }

  @GetMapping("/client-accounts/{portalId}")
  ModelAndView account(Member member, @PathVariable long portalId, @Nullable AsOf asOf) {
    return asOf == null
        ? one("clientaccounts/account/page", member, portalId)
        : past.account(member, portalId, asOf);
  }

  @GetMapping("/client-accounts/{portalId}/remove")
  ModelAndView confirmRemoval(Member member, @PathVariable long portalId) {
    return one("clientaccounts/remove/page", member, portalId);
  }

  private Optional<ClientAccount> pointedAt(Member member, Search search) {
    Long portal = search.portal();
    Long version = search.minVersion();
    if (portal == null) {
      return Optional.empty();
    }
    if (version != null) {
      catchUp.await(() -> accounts.hasVersion(member.organization(), portal, version));
    }
    return find(member, portal);
  }

  private Optional<ClientAccount> find(Member member, long portal) {
    return accounts
        .find(member.organization(), portal)
        .map(account -> proofs.of(member.organization(), account));
  }

  private ModelAndView rows(
      String view, Member member, Search search, @Nullable ClientAccount marked) {
    ClientAccounts.Page page = accounts.page(member.organization(), search);
    List<ClientAccount> shown =
        withMarkedFirst(proofs.of(member.organization(), page.items()), marked);
    Map<String, Person> named = people.named(Shown.involved(shown));
    List<Shown> rows =
        shown.stream().map(account -> Shown.of(account, named, account.equals(marked))).toList();
    return new ModelAndView(view)
        .addObject("member", member)
        .addObject("search", search)
        .addObject("rows", rows)
        .addObject("marked", marked == null ? null : rows.getFirst())
        .addObject("next", page.next());
  }

  /** The portal one came for stands on top, however far down the list it belongs. */
  private static List<ClientAccount> withMarkedFirst(
      List<ClientAccount> accounts, @Nullable ClientAccount marked) {
    if (marked == null) {
      return accounts;
    }
    return Stream.concat(
            Stream.of(marked),
            accounts.stream().filter(account -> account.portalId() != marked.portalId()))
        .toList();
  }

  private ModelAndView one(String view, Member member, long portalId) {
    ClientAccount account =
        find(member, portalId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    Map<String, Person> named = people.named(Shown.involved(List.of(account)));
    return new ModelAndView(view)
        .addObject("member", member)
        .addObject("isCertified", proofs.isCertified(member.organization(), account))
        .addObject("row", Shown.of(account, named, false));
  }
}
