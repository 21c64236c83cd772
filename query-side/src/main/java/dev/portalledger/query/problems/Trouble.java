package dev.portalledger.query.problems;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;

/**
 * What went wrong with one request.
 *
 * @param particular what exactly was wrong; null where the problem's own words say enough
 * @param traceId the caller's own, if it sent one, so that its log and ours can be laid together
 */
record Trouble(
    Problem problem, int status, @Nullable String particular, String path, String traceId) {

  private static final String INVITATIONS = "/invitations/";
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  static Trouble of(HttpServletRequest request, @Nullable Throwable thrown) {
    Problem problem = problem(statusOf(request), thrown);
    int status = problem == Problem.INVALID_REQUEST ? statusOf(request) : problem.status();
    String particular = particular(thrown);
    return new Trouble(
        problem,
        status,
        particular == null ? null : sentence(particular),
        pathOf(request),
        traceOf(request));
  }

  /** What was said in the answer's detail: the particular first, then the way out. */
  String detail() {
    String what = particular == null ? problem.what() : particular;
    return what + " " + problem.why() + " " + problem.next();
  }

  boolean isForMachine(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    boolean browser = accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    return path.startsWith("/api/") || path.startsWith("/v3/") || !browser;
  }

  private static Problem problem(int status, @Nullable Throwable thrown) {
    if (thrown instanceof AuthenticationServiceException
        || (thrown instanceof IllegalArgumentException e && isDiscovery(e))) {
      return Problem.UPSTREAM_UNAVAILABLE;
    }
    if (thrown instanceof TransientDataAccessException
        || thrown instanceof DataAccessResourceFailureException
        || thrown instanceof CannotCreateTransactionException) {
      return Problem.STORAGE_UNAVAILABLE;
    }
    return problem(status);
  }

  /** What a bare status means here; anything unforeseen is the caller's fault or ours. */
  private static Problem problem(int status) {
    return switch (status) {
      case 401 -> Problem.UNAUTHENTICATED;
      case 403 -> Problem.FORBIDDEN;
      case 404 -> Problem.NOT_FOUND;
      case 405 -> Problem.METHOD_NOT_ALLOWED;
      case 406 -> Problem.NOT_ACCEPTABLE;
      case 409 -> Problem.CONFLICT;
      case 413 -> Problem.PAYLOAD_TOO_LARGE;
      case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
      case 429 -> Problem.RATE_LIMITED;
      case 502 -> Problem.UPSTREAM_REJECTED;
      case 503 -> Problem.UPSTREAM_UNAVAILABLE;
      default -> status >= 400 && status < 500 ? Problem.INVALID_REQUEST : Problem.INTERNAL;
    };
  }

  /** Spring Security reports an issuer that does not answer by this exception and this text. */
  private static boolean isDiscovery(IllegalArgumentException e) {
    return String.valueOf(e.getMessage()).startsWith("Unable to resolve Configuration");
  }

  private static @Nullable String particular(@Nullable Throwable thrown) {
    return switch (thrown) {
      case ResponseStatusException e -> e.getReason();
      case MethodArgumentTypeMismatchException e -> e.getName() + " is not a valid value";
      case TypeMismatchException _ -> "a value is not valid";
      case MissingServletRequestParameterException e -> e.getParameterName() + " is missing";
      case BindingResult e -> fields(e);
      case null -> null;
      default -> null;
    };
  }

  private static String fields(BindingResult binding) {
    return binding.getFieldErrors().stream()
        .map(FieldError::getField)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", ", "not a valid value: ", ""));
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT)
        + text.substring(1)
        + (text.endsWith(".") ? "" : ".");
  }

  private static int statusOf(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? status
        : 404;
  }

  /** Paths are logged and answered, and an invitation's link is a secret. */
  private static String pathOf(HttpServletRequest request) {
    String path =
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
            ? asked
            : request.getRequestURI();
    return path.startsWith(INVITATIONS) ? INVITATIONS + "..." : path;
  }

  private static String traceOf(HttpServletRequest request) {
    Matcher parent =
        TRACEPARENT.matcher(Optional.ofNullable(request.getHeader("traceparent")).orElse(""));
    return parent.matches() ? parent.group(1) : UUID.randomUUID().toString().replace("-", "");
  }
}
