package dev.portalledger.command.web;

import dev.portalledger.command.web.IdempotencyRecords.Claim;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Lets every POST of the API be repeated after a lost answer without being done twice. It stands
 * behind the authorization: whoever gets here may make the request.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);

  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private static final PathPattern LEASES =
      PathPatternParser.defaultInstance.parse(IdempotencyKey.ROUTE);

  private final IdempotencyRecords records;
  private final TroubleAnswers answers;

  IdempotencyFilter(IdempotencyRecords records, TroubleAnswers answers) {
    this.records = records;
    this.answers = answers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var keys = Collections.list(request.getHeaders(HEADER));
    if (keys.isEmpty()) {
      answers.write(request, response, missing());
    } else if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
      answers.write(request, response, malformed());
    } else if (LEASES.matches(PathContainer.parsePath(request.getRequestURI()))) {
      var told = identify(request, keys.getFirst());
      request.setAttribute(IdempotencyKey.ATTRIBUTE, told.key());
      chain.doFilter(request, response);
    } else {
      var told = identify(request, keys.getFirst());
      try {
        follow(records.claim(told), told, request, response, chain);
      } catch (DataAccessException e) {
        answers.write(request, response, Problems.trouble(e));
      }
    }
  }

  private void follow(
      Claim claim,
      IdempotentRequest told,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    switch (claim) {
      case Claim.First(var id) -> make(told, id, request, response, chain);
      case Claim.Repeated(var answer) -> repeat(answer, response);
      case Claim.InProgress() -> answers.write(request, response, inProgress());
      case Claim.Mismatch() -> answers.write(request, response, mismatch());
    }
  }

  private void make(
      IdempotentRequest told,
      UUID claim,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    var held = new ContentCachingResponseWrapper(response);
    boolean kept = false;
    try {
      chain.doFilter(request, held);
      kept = keep(told, claim, request, held);
    } finally {
      if (!kept) {
        forget(told, claim);
      }
    }
    held.copyBodyToResponse();
  }

  /** Only what took effect is kept. After a refusal the same key may try again. */
  private boolean keep(
      IdempotentRequest told,
      UUID claim,
      HttpServletRequest request,
      ContentCachingResponseWrapper response) {
    if (response.isCommitted() || response.getStatus() / 100 != 2) {
      return false;
    }
    try {
      var answer = StoredAnswer.of(response);
      records.answered(told, claim, ToldAgain.in(request).map(answer::withBody).orElse(answer));
    } catch (DataAccessException e) {
      // It is done; a repetition within the minute finds it in progress, a later one does it again.
      log.warn("An answer could not be kept for repetition: {}", e.getClass().getSimpleName());
    }
    return true;
  }

  private void forget(IdempotentRequest told, UUID claim) {
    try {
      records.failed(told, claim);
    } catch (DataAccessException e) {
      log.warn("A failed request keeps its key for a minute: {}", e.getClass().getSimpleName());
    }
  }

  private static void repeat(StoredAnswer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::addHeader);
    response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static IdempotentRequest identify(HttpServletRequest request, String key) {
    var body = WebUtils.getNativeRequest(request, HeldBody.class);
    var caller = Actors.claims();
    if (body == null || caller.isEmpty()) {
      throw new IllegalStateException("the filters before this one are missing");
    }
    return IdempotentRequest.of(caller.get(), key, body);
  }

  private static Trouble missing() {
    return new Trouble(
        ProblemType.IDEMPOTENCY_MISSING,
        "The header Idempotency-Key is missing; it lets a request be repeated after a lost answer"
            + " without being done twice. Send a fresh random key with every new request.");
  }

  private static Trouble malformed() {
    return new Trouble(
        ProblemType.INVALID_REQUEST,
        "The header Idempotency-Key is not one key of 1 to 255 visible ASCII characters. Send a"
            + " random UUID.");
  }

  private static Trouble inProgress() {
    return new Trouble(
        ProblemType.IDEMPOTENCY_IN_PROGRESS,
        "A request with this Idempotency-Key is still being worked on. Wait a moment and repeat it"
            + " with the same key: the answer will be that of the first.");
  }

  private static Trouble mismatch() {
    return new Trouble(
        ProblemType.IDEMPOTENCY_MISMATCH,
        "This Idempotency-Key came before, with another request; a key belongs to one request and"
            + " its repetitions. Send the new request with a key of its own.");
  }
}
