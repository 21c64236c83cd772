package dev.portalledger.command.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.HttpRequestHandler;

/** Says as a problem what ended before any controller was reached. */
final class ErrorAnswers implements ErrorController, HttpRequestHandler {

  private final TroubleAnswers answers;

  ErrorAnswers(TroubleAnswers answers) {
    this.answers = answers;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    answers.write(request, response, trouble(status));
  }

  static Trouble nothingHere() {
    return new Trouble(
        ProblemType.NOT_FOUND,
        "This address leads to nothing. It is mistyped, or belongs to another service. The API's"
            + " description at /v3/api-docs names every address.");
  }

  static Trouble otherMethod() {
    return new Trouble(
        ProblemType.METHOD_NOT_ALLOWED,
        "This address exists, but not for this method. The header Allow says for which.");
  }

  private static Trouble trouble(int status) {
    if (status >= 500) {
      return Problems.trouble(new IllegalStateException("ended before a controller: " + status));
    }
    return status == 404
        ? nothingHere()
        : new Trouble(
            ProblemType.INVALID_REQUEST,
            "The request could not be taken: its address, headers or data are not well formed."
                + " Compare it with the API's description at /v3/api-docs.");
  }
}
