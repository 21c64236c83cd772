package dev.portalledger.command.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.util.pattern.PathPatternParser;

/** What is not in the table of routes does not exist, or not for this method. */
final class UnknownRoute implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final TroubleAnswers answers;

  UnknownRoute(TroubleAnswers answers) {
    this.answers = answers;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    answer(request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    answer(request, response);
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var methods = methodsFor(request);
    if (methods.isEmpty()) {
      answers.write(request, response, ErrorAnswers.nothingHere());
    } else {
      response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
      answers.write(request, response, ErrorAnswers.otherMethod());
    }
  }

  private static List<String> methodsFor(HttpServletRequest request) {
    var path = PathContainer.parsePath(request.getRequestURI());
    return CommandRoutes.TABLE.stream()
        .filter(route -> PathPatternParser.defaultInstance.parse(route.pattern()).matches(path))
        .map(route -> route.method().name())
        .distinct()
        .sorted()
        .toList();
  }
}
