package dev.portalledger.query.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Puts the frame around whatever is shown; answers to machines have none. */
final class FrameInterceptor implements HandlerInterceptor {

  private final AddressSettings address;
  private final ObjectProvider<OrganizationNames> names;

  FrameInterceptor(AddressSettings address, ObjectProvider<OrganizationNames> names) {
    this.address = address;
    this.names = names;
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page != null && page.getViewName() != null && page.getViewName().endsWith("/page")) {
      page.addObject("frame", frame(request));
    }
  }

  private Frame frame(HttpServletRequest request) {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    Member member = Visitor.member(authentication).orElse(null);
    return new Frame(
        address.platformName(),
        member,
        Visitor.isOperator(authentication),
        Visitor.isSignedIn(authentication),
        member == null ? "" : organization(member),
        request.getServletPath());
  }

  private String organization(Member member) {
    return names.getObject().nameOf(member.organization()).orElse(member.organization().value());
  }
}
