package dev.portalledger.standalone.journey;

import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The sandbox's own controls, and the user at its authorize page. */
final class Sandbox {

  private final Visitor visitor;

  Sandbox(String url) {
    visitor = new Visitor(url);
  }

  void knobs(String json) {
    must(visitor.json("PUT", "/sandbox/knobs", json));
  }

  void reset() {
    must(visitor.json("DELETE", "/sandbox/knobs", null));
  }

  void addAccounts(String json) {
    must(visitor.json("POST", "/sandbox/accounts", json));
  }

  JsonNode calls() {
    return visitor.getJson("/sandbox/calls").json();
  }

  JsonNode grants() {
    return visitor.getJson("/sandbox/grants").json();
  }

  /** The authorize URL as a script answers it: without the pages. */
  static URI answered(URI authorizeUrl, String user, long portal, String decision) {
    return URI.create(
        "%s&sandbox_user=%s&sandbox_portal=%d&sandbox_decision=%s"
            .formatted(authorizeUrl, user, portal, decision));
  }

  private static void must(Answer answer) {
    if (answer.status() >= 300) {
      throw new AssertionError("sandbox: %d %s".formatted(answer.status(), answer.body()));
    }
  }

  static Map<String, String> noFields() {
    return Map.of();
  }
}
