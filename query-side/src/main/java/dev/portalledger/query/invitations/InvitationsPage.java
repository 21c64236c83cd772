package dev.portalledger.query.invitations;

import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.people.People;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The agency's own view of its invitations; a fresh one's link is shown here, once. */
@Controller
class InvitationsPage {

  private static final String LINK = "__Host-invitation";

  private final Invitations invitations;
  private final People people;
  private final URI publicUrl;

  InvitationsPage(
      Invitations invitations,
      People people,
      @Value("${ledger.public-url:http://localhost:8080}") URI publicUrl) {
    this.invitations = invitations;
    this.people = people;
    this.publicUrl = publicUrl;
  }

  @GetMapping("/client-accounts/invitations")
  ModelAndView list(
      Member member,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Long portal,
      @RequestParam(required = false) @Nullable String refused) {
    var page = invitations.page(member.organization(), after);
    var named =
        people.named(page.items().stream().map(Invitation::invitedBy).collect(Collectors.toSet()));
    return new ModelAndView("invitations/page")
        .addObject("member", member)
        .addObject("rows", page.items().stream().map(one -> Shown.of(one, named)).toList())
        .addObject("next", page.next())
        .addObject("portal", portal)
        .addObject("refused", refused == null ? null : Shown.refusal(refused))
        .addObject("link", link(request, response));
  }

  /** Takes the link out of the browser as it shows it. */
  private @Nullable String link(HttpServletRequest request, HttpServletResponse response) {
    var secret = VisitorCookie.value(request, LINK).orElse(null);
    if (secret == null) {
      return null;
    }
    response.addHeader(
        HttpHeaders.SET_COOKIE, VisitorCookie.cookie(LINK, "", Duration.ZERO).toString());
    return publicUrl.resolve("/invitations/" + secret).toString();
  }
}
