package dev.portalledger.command.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes bodies of up to 64 KiB, whether or not the request says how long its body is. */
final class BodyLimit extends OncePerRequestFilter {

  private static final int LONGEST = 64 * 1024;

  private final TroubleAnswers answers;

  BodyLimit(TroubleAnswers answers) {
    this.answers = answers;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LONGEST) {
      answers.write(request, response, tooLarge());
    } else if (is(request.getContentType(), "multipart/")) {
      answers.write(request, response, Problems.notJson());
    } else if (isForm(request)) {
      form(request, response, chain);
    } else {
      held(request, response, chain);
    }
  }

  /** The container reads forms itself; one that does not say its length could be of any. */
  private void form(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() < 0) {
      answers.write(request, response, tooLarge());
    } else {
      chain.doFilter(request, response);
    }
  }

  private void held(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      answers.write(request, response, tooLarge());
    } else {
      chain.doFilter(new HeldBody(request, body), response);
    }
  }

  private static boolean isForm(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/")
        && is(request.getContentType(), MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  private static boolean is(@Nullable String type, String prefix) {
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  private static Trouble tooLarge() {
    return new Trouble(
        ProblemType.PAYLOAD_TOO_LARGE,
        "The request has more than 64 KiB, or does not say how much; no request here needs that"
            + " much. Send less, one thing at a time.");
  }
}
