package dev.portalledger.command.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says trouble to a program as a problem (RFC 9457), and sends a person to the page about it. */
@Component
public class TroubleAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

  static final String SIGN_IN = "/oauth2/authorization/ledger";

  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final String RETRY_SECONDS = "2";
  private static final Set<ProblemType> COME_AGAIN =
      Set.of(
          ProblemType.STORAGE_UNAVAILABLE,
          ProblemType.NEWER_VERSION,
          ProblemType.UPSTREAM_UNAVAILABLE,
          ProblemType.LEDGER_NOT_SEALED,
          ProblemType.RATE_LIMITED,
          ProblemType.IDEMPOTENCY_IN_PROGRESS);

  private final PublicAddress address;
  private final JsonMapper json;

  TroubleAnswers(PublicAddress address, JsonMapper json) {
    this.address = address;
    this.json = json;
  }

  ResponseEntity<?> answer(HttpServletRequest request, Trouble trouble) {
    return isPage(request)
        ? ResponseEntity.status(HttpStatus.SEE_OTHER)
            .location(URI.create("/problems/" + trouble.type().text()))
            .build()
        : ResponseEntity.status(trouble.type().status())
            .headers(headers -> retryAfter(headers, trouble))
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(problem(request, trouble));
  }

  /** Says trouble outside of any controller. */
  public void write(HttpServletRequest request, HttpServletResponse response, Trouble trouble)
      throws IOException {
    var answer = answer(request, trouble);
    response.setStatus(answer.getStatusCode().value());
    answer.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    if (answer.getBody() != null) {
      json.writeValue(response.getOutputStream(), answer.getBody());
    }
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (why instanceof AuthenticationServiceException) {
      write(
          request,
          response,
          new Trouble(
              ProblemType.UPSTREAM_UNAVAILABLE,
              "Your token could not be checked, because the sign-in service does not answer."
                  + " Nothing was changed. Try again in a moment."));
    } else if (isPage(request)) {
      response.setStatus(HttpStatus.SEE_OTHER.value());
      response.setHeader(HttpHeaders.LOCATION, SIGN_IN);
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      write(
          request,
          response,
          new Trouble(
              ProblemType.UNAUTHENTICATED,
              "The request carried no valid sign-in. Sessions and tokens end after a while."
                  + " Sign in again, or fetch a fresh token and repeat the request."));
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    if (why instanceof CsrfException && isStranger()) {
      commence(request, response, new InsufficientAuthenticationException("not signed in", why));
      return;
    }
    write(
        request,
        response,
        new Trouble(
            ProblemType.FORBIDDEN,
            "What you asked for is not part of your role, your account belongs to no organization,"
                + " or the form was older than your sign-in. Open the page anew, or ask an owner"
                + " or admin of your organization."));
  }

  /** Says trouble with one of several things that a request asked for. */
  public ProblemDetail part(HttpServletRequest request, Trouble trouble) {
    return problem(request, trouble);
  }

  private ProblemDetail problem(HttpServletRequest request, Trouble trouble) {
    var problem =
        ProblemDetail.forStatusAndDetail(
            trouble.type().status(), String.valueOf(trouble.getMessage()));
    problem.setType(address.at("/problems/" + trouble.type().text()));
    problem.setTitle(trouble.type().title());
    problem.setInstance(URI.create(path(request)));
    problem.setProperty("traceId", trace(request));
    trouble.members().forEach(problem::setProperty);
    return problem;
  }

  /**
   * Forms are checked before anybody is known: a session that ended needs a sign-in, no scolding.
   */
  private static boolean isStranger() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication == null || !authentication.isAuthenticated();
  }

  private static boolean isPage(HttpServletRequest request) {
    String accept =
        Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    return !path(request).startsWith("/api/") && accept.contains("text/html");
  }

  /** What was asked for, also while an error is being told. */
  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
        ? asked
        : request.getRequestURI();
  }

  private static void retryAfter(HttpHeaders headers, Trouble trouble) {
    if (COME_AGAIN.contains(trouble.type())) {
      var told = trouble.members().getOrDefault(Trouble.RETRY_AFTER_SECONDS, RETRY_SECONDS);
      headers.set(HttpHeaders.RETRY_AFTER, told.toString());
    }
  }

  private static String trace(HttpServletRequest request) {
    var parent =
        TRACEPARENT.matcher(Optional.ofNullable(request.getHeader("traceparent")).orElse(""));
    return parent.matches() ? parent.group(1) : freshTrace();
  }

  /** Says nothing; only ties an answer to a log line. */
  private static String freshTrace() {
    var random = ThreadLocalRandom.current();
    return HexFormat.of().toHexDigits(random.nextLong())
        + HexFormat.of().toHexDigits(random.nextLong());
  }
}
