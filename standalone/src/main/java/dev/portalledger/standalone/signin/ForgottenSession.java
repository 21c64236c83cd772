package dev.portalledger.standalone.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;

/**
 * Signing out of a session this provider no longer knows (it forgets all of them in a restart, the
 * product does not) is signing out all the same: the reader goes where a sign-out ends.
 *
 * @param signedOutUri fixed, so that nothing in the request decides where the reader goes
 */
record ForgottenSession(String signedOutUri) implements AuthenticationFailureHandler {

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    new SecurityContextLogoutHandler().logout(request, response, null);
    response.sendRedirect(signedOutUri);
  }
}
