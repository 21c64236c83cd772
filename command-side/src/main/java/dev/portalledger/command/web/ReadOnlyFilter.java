package dev.portalledger.command.web;

import dev.portalledger.command.sealing.Seal;
import dev.portalledger.events.organization.OrganizationId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets members only read while their ledger is not sealed. What HubSpot, the operator or a stranger
 * with a link does goes on: it ends access, or was begun before.
 */
final class ReadOnlyFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(ReadOnlyFilter.class);
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final int RETRY_SECONDS = 30;

  private final Seal seal;
  private final TroubleAnswers answers;

  ReadOnlyFilter(Seal seal, TroubleAnswers answers) {
    this.seal = seal;
    this.answers = answers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return READING.contains(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var trouble = Actors.organization().flatMap(this::trouble);
    if (trouble.isPresent()) {
      answers.write(request, response, trouble.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private Optional<Trouble> trouble(OrganizationId organization) {
    return switch (state(organization)) {
      case WHOLE -> Optional.empty();
      case STANDS_STILL ->
          Optional.of(
              readOnly(
                  "Nothing can be changed now, because what is recorded is not being sealed."
                      + " The operator is told. Reading goes on; try again in a few minutes."));
      case BROKEN ->
          Optional.of(
              readOnly(
                  "Nothing can be changed now, because your ledger is not what was signed of it"
                      + " before. The operator must look into it. Reading goes on."));
    };
  }

  /** If that cannot be known, the request is stopped by whatever stopped the question. */
  private Seal.State state(OrganizationId organization) {
    try {
      return seal.of(organization);
    } catch (DataAccessException e) {
      log.warn("Whether ledgers are sealed is not known: {}", e.getClass().getSimpleName());
      return Seal.State.WHOLE;
    }
  }

  private static Trouble readOnly(String detail) {
    return new Trouble(
        ProblemType.LEDGER_NOT_SEALED, detail, Map.of(Trouble.RETRY_AFTER_SECONDS, RETRY_SECONDS));
  }
}
