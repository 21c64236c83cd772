package dev.portalledger.command.lease;

import dev.portalledger.command.hubspot.HubSpotSettings;
import dev.portalledger.command.refresh.Fresh;
import dev.portalledger.command.refresh.FreshTokens;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.command.web.TroubleAnswers;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.Purpose;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;

/**
 * HubSpot's API under {@code /hubspot/{portalId}/**}, for the bearers of leases of ours: what a
 * lease is good for reaches HubSpot with the portal's token, everything else ends here.
 */
final class PassThrough extends HttpServlet {

  static final String PREFIX = "/hubspot/";

  private static final long serialVersionUID = 1L;
  private static final Pattern PLACE = Pattern.compile("/hubspot/([1-9]\\d{0,17})(/.*)");
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) (plp_[A-Za-z0-9_-]{43})");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Duration LEAST_LIFE = Duration.ofSeconds(60);

  private final transient PassRows passes;
  private final transient FreshTokens tokens;
  private final transient RefusedWrites refused;
  private final transient Passage passage;
  private final transient HubSpotSettings hubSpot;
  private final transient TroubleAnswers answers;

  PassThrough(
      PassRows passes,
      FreshTokens tokens,
      RefusedWrites refused,
      Passage passage,
      HubSpotSettings hubSpot,
      TroubleAnswers answers) {
    this.passes = passes;
    this.tokens = tokens;
    this.refused = refused;
    this.passage = passage;
    this.hubSpot = hubSpot;
    this.answers = answers;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      pass(request, response);
    } catch (Trouble trouble) {
      if (trouble.isUnauthenticated()) {
        response.setHeader("WWW-Authenticate", "Bearer");
      }
      answers.write(request, response, trouble);
    } catch (DataAccessException e) {
      answers.write(request, response, PassTrouble.storage(e));
    }
  }

  private void pass(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var place = PLACE.matcher(request.getRequestURI());
    if (!place.matches()) {
      throw PassTrouble.nowhere();
    }
    var portal = new PortalId(Long.parseLong(place.group(1)));
    var pass = pass(request, portal).orElseThrow(PassTrouble::noPass);
    var path =
        PassThroughPath.of(place.group(2), request.getQueryString())
            .orElseThrow(PassTrouble::ambiguous);
    if (!isGoodFor(pass, request.getMethod(), path)) {
      refused.note(pass, request.getMethod(), path.area());
      throw PassTrouble.refused(pass.purpose());
    }
    passage.through(request, response, path.at(hubSpot.apiUrl()), token(pass));
  }

  private Optional<Pass> pass(HttpServletRequest request, PortalId portal) {
    var header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    var bearer = BEARER.matcher(header);
    return bearer.matches()
        ? passes.find(PassToken.sha256(bearer.group(1)), portal)
        : Optional.empty();
  }

  private static boolean isGoodFor(Pass pass, String method, PassThroughPath path) {
    return !path.isOurs()
        && METHODS.contains(method)
        && (pass.purpose() == Purpose.IMPLEMENTATION || ReadOnly.allows(method, path.path()));
  }

  /** A lease rests on one grant: a reconnect ends it. */
  private AccessToken token(Pass pass) {
    return switch (tokens.atLeast(pass.organization(), pass.portal(), LEAST_LIFE)) {
      case Fresh.Live(var token, _, int generation) when generation == pass.generation() -> token;
      case Fresh.Live _, Fresh.NotHeld _ -> throw PassTrouble.ended();
      case Fresh.Dead _ -> throw LeaseTrouble.of(new Lessor.Answer.GrantDoubted(), pass.portal());
      case Fresh.Unavailable(_, var retryAfter) ->
          throw LeaseTrouble.later(pass.portal(), retryAfter);
    };
  }
}
