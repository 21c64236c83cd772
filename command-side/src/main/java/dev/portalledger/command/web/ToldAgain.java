package dev.portalledger.command.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a repetition of a request is told in place of the first answer's body, because that body
 * holds a secret which is shown once: then it is not kept, not even encrypted.
 */
@Component
public class ToldAgain {

  private static final String ATTRIBUTE = "dev.portalledger.told-again";

  private final JsonMapper json;

  ToldAgain(JsonMapper json) {
    this.json = json;
  }

  public void instead(HttpServletRequest request, Object body) {
    request.setAttribute(ATTRIBUTE, json.writeValueAsString(body));
  }

  static Optional<String> in(HttpServletRequest request) {
    return Optional.ofNullable((String) request.getAttribute(ATTRIBUTE));
  }
}
