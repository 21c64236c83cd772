package dev.portalledger.query.clientaccounts;

import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import dev.portalledger.query.people.Person;
import dev.portalledger.query.projections.CatchUp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * A selection of portals: before they are removed what will become of each, after it what did. It
 * shows them as they are, so that it is right however often it is opened.
 */
@Controller
class RemovalsPage {

  private static final int MOST = 100;
  private static final Pattern VERSION = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private final ClientAccounts accounts;
  private final Proofs proofs;
  private final People people;
  private final CatchUp catchUp;

  RemovalsPage(ClientAccounts accounts, Proofs proofs, People people, CatchUp catchUp) {
    this.accounts = accounts;
    this.proofs = proofs;
    this.people = people;
    this.catchUp = catchUp;
  }

  /**
   * Shows the selection.
   *
   * @param version of what was removed just now, as {@code <portal>-<version>}: waited for
   */
  @GetMapping("/client-accounts/removals")
  ModelAndView selection(
      Member member,
      @RequestParam(required = false) @Nullable List<Long> portal,
      @RequestParam(required = false) @Nullable List<String> version) {
    if (portal == null || portal.isEmpty()) {
      return backToTheList();
    }
    if (version != null) {
      catchUp.await(() -> version.stream().limit(MOST).allMatch(one -> isShown(member, one)));
    }
    var rows = rows(member, portal);
    return new ModelAndView("clientaccounts/removals/page")
        .addObject("held", rows.stream().filter(Shown::isHeld).toList())
        .addObject("ended", rows.stream().filter(row -> !row.isHeld()).toList())
        .addObject("leftOut", Math.max(0, portal.size() - MOST));
  }

  private List<Shown> rows(Member member, List<Long> portals) {
    var found =
        portals.stream()
            .distinct()
            .limit(MOST)
            .map(portal -> accounts.find(member.organization(), portal))
            .flatMap(Optional::stream)
            .toList();
    var shown = proofs.of(member.organization(), found);
    Map<String, Person> named = people.named(Shown.involved(shown));
    return shown.stream().map(account -> Shown.of(account, named, false)).toList();
  }

  private boolean isShown(Member member, String version) {
    var parts = VERSION.matcher(version);
    return !parts.matches()
        || accounts.hasVersion(
            member.organization(), Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
  }

  private static ModelAndView backToTheList() {
    var list = new RedirectView("/client-accounts");
    list.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(list);
  }
}
