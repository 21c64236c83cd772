package dev.portalledger.eventstore.fitness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The issuer that is set calls itself so. One that is away may come back, and one that was right
 * once is not doubted any more: an outage of the sign-in is none of ours.
 */
public final class IssuerCheck implements Check {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final URI issuer;
  private final JsonMapper json = new JsonMapper();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(Redirect.NORMAL).build();
  private volatile boolean wasRight;

  public IssuerCheck(URI issuer) {
    this.issuer = issuer;
  }

  @Override
  public String name() {
    return "issuer";
  }

  @Override
  public boolean guardsFromHarm() {
    return false;
  }

  @Override
  public Verdict ask() {
    if (wasRight) {
      return new Verdict.Fit();
    }
    try {
      var answer = described();
      var verdict = IssuerRules.judge(issuer, answer.statusCode(), named(answer.body()));
      wasRight = verdict instanceof Verdict.Fit;
      return verdict;
    } catch (IOException _) {
      return new Verdict.Unknown("the issuer " + issuer + " does not answer");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Verdict.Unknown("this node is stopping");
    }
  }

  private HttpResponse<String> described() throws IOException, InterruptedException {
    var places = IssuerRules.places(issuer);
    var answer = get(places.getFirst());
    for (var place : places.subList(1, places.size())) {
      answer = IssuerRules.isElsewhere(answer.statusCode()) ? get(place) : answer;
    }
    return answer;
  }

  private HttpResponse<String> get(URI place) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(place).timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private @Nullable String named(String body) {
    try {
      return json.readTree(body).path("issuer").asStringOpt().orElse(null);
    } catch (JacksonException _) {
      return null;
    }
  }
}
