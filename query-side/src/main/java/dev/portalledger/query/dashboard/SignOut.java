package dev.portalledger.query.dashboard;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/** Ends the session at the issuer too, so that the next sign-in asks again. */
final class SignOut implements LogoutSuccessHandler {

  private static final Logger log = LoggerFactory.getLogger(SignOut.class);
  private static final String AFTERWARDS = "/signed-out";

  private final OidcClientInitiatedLogoutSuccessHandler atTheIssuer;

  SignOut(SignIn signIn, AddressSettings address) {
    atTheIssuer = new OidcClientInitiatedLogoutSuccessHandler(signIn);
    atTheIssuer.setPostLogoutRedirectUri(address.at(AFTERWARDS));
    atTheIssuer.setDefaultTargetUrl(AFTERWARDS);
  }

  @Override
  public void onLogoutSuccess(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication)
      throws IOException, ServletException {
    try {
      atTheIssuer.onLogoutSuccess(request, response, authentication);
    } catch (IllegalArgumentException | IllegalStateException e) {
      log.warn("signed out here, but the issuer could not be told: {}", e.getClass().getName());
      response.sendRedirect(AFTERWARDS);
    }
  }
}
