package dev.portalledger.query.invitations;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.dashboard.OrganizationNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What somebody sees who was invited and has no account here. Looking changes nothing: links are
 * also opened by mail scanners and previews.
 */
@Controller
class VisitorPages {

  private static final Pattern ATTEMPT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int LOOK_AGAIN_SECONDS = 3;

  private final Invitations invitations;
  private final ObjectProvider<OrganizationNames> names;

  VisitorPages(Invitations invitations, ObjectProvider<OrganizationNames> names) {
    this.invitations = invitations;
    this.names = names;
  }

  /** Says who asks for what, before anybody goes to HubSpot. */
  @GetMapping("/invitations/{secret}")
  ModelAndView invitation(
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable String secret,
      @RequestParam(required = false) @Nullable String browser) {
    keepToItself(response);
    var found =
        VisitorCookie.looksLikeOne(secret)
            ? invitations.behind(VisitorCookie.hash(secret))
            : Optional.<Invitation>empty();
    return found
        .map(
            invitation ->
                invitation.isOpen()
                    ? open(request, response, invitation, secret, browser)
                    : over(invitation))
        .orElseGet(() -> new ModelAndView("invitations/over/page", HttpStatus.NOT_FOUND));
  }

  /** Says what came of it to the browser that made the trip, and to no other. */
  @GetMapping("/invited/{attemptId}")
  ModelAndView visit(
      HttpServletRequest request, HttpServletResponse response, @PathVariable String attemptId) {
    keepToItself(response);
    var browser = VisitorCookie.in(request).orElse(null);
    if (browser == null || !ATTEMPT.matcher(attemptId).matches()) {
      return unknown();
    }
    return invitations
        .visit(attemptId, VisitorCookie.hash(browser))
        .map(visit -> told(visit, attemptId, browser))
        .orElseGet(VisitorPages::unknown);
  }

  private ModelAndView open(
      HttpServletRequest request,
      HttpServletResponse response,
      Invitation invitation,
      String secret,
      @Nullable String browser) {
    var visitor = VisitorCookie.in(request).orElseGet(VisitorCookie::fresh);
    response.addHeader(HttpHeaders.SET_COOKIE, VisitorCookie.of(visitor).toString());
    return page("invitations/invitation/page", invitation)
        .addObject("secret", secret)
        .addObject("browser", visitor)
        .addObject("isUnknownBrowser", browser != null)
        .addObject("categories", AskedCategory.of(invitation));
  }

  private ModelAndView over(Invitation invitation) {
    var page = page("invitations/over/page", invitation);
    page.setStatus(HttpStatus.GONE);
    return page;
  }

  private ModelAndView told(Visit visit, String attempt, String browser) {
    var outcome = visit.outcome();
    if (outcome == null) {
      return page("invitations/visit/page", visit.invitation())
          .addObject("visit", visit)
          .addObject("refreshSeconds", LOOK_AGAIN_SECONDS);
    }
    return outcome.equals(Visit.CONNECTED)
        ? page("invitations/visit/page", visit.invitation())
            .addObject("visit", visit)
            .addObject("attempt", attempt)
            .addObject("browser", browser)
        : page("invitations/failed/page", visit.invitation())
            .addObject(
                "why",
                WhyNot.of(
                    outcome,
                    nameOf(visit.invitation().organization()),
                    visit.invitation().expectedPortal()));
  }

  private ModelAndView page(String view, Invitation invitation) {
    return new ModelAndView(view)
        .addObject("invitation", invitation)
        .addObject("organization", nameOf(invitation.organization()));
  }

  private String nameOf(OrganizationId organization) {
    return names.getObject().nameOf(organization).orElse(organization.value());
  }

  private static ModelAndView unknown() {
    return new ModelAndView("invitations/over/page", HttpStatus.NOT_FOUND);
  }

  /** The address is a secret: no page it leads to may learn it. */
  private static void keepToItself(HttpServletResponse response) {
    response.setHeader("Referrer-Policy", "no-referrer");
  }
}
