package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.Place;
import dev.portalledger.standalone.World;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** An organization of its own for one test, with an owner who goes through HubSpot by script. */
final class Agency {

  static final Sandbox SANDBOX = new Sandbox(World.get().sandboxUrl());

  private static final AtomicInteger AGENCIES = new AtomicInteger();
  private static final AtomicLong PORTALS = new AtomicLong(5000);

  final String id;
  final Visitor owner;
  private final Place place;

  private Agency(Place place, String id) {
    this.place = place;
    this.id = id;
    this.owner = new People(place).bearer(id, "OWNER", "owner-of-" + id);
  }

  /** Registered through the product by an operator. */
  static Agency on(String plan) {
    return at(World.get(), plan);
  }

  static Agency at(Place place, String plan) {
    var id = "agency-" + AGENCIES.incrementAndGet();
    var operator = new People(place).bearer("", "OPERATOR", "operator");
    var answer =
        operator.json(
            "POST",
            "/api/v1/organizations",
            """
            {"organizationId": "%s", "name": "Agency %s", "plan": "%s", "features": ["AUDIT"]}
            """
                .formatted(id, id, plan));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return new Agency(place, id);
  }

  /** That was recorded by other means. */
  static Agency recorded(String id) {
    return new Agency(World.get(), id);
  }

  /** One of the demo's organizations: people can sign in there, so a browser can. */
  static Agency demo(String id) {
    return new Agency(World.get(), id);
  }

  /** As a test wants to find it, and has to leave it. */
  void removeEverything() {
    for (var item : accounts().get("items")) {
      if (!item.get("status").asString().equals("DISCONNECTED")) {
        assertThat(remove(item.get("portalId").asLong()).status()).isEqualTo(200);
      }
    }
  }

  /** The same owner with another browser. */
  Agency again() {
    return new Agency(place, id);
  }

  /** A HubSpot account nobody has used yet. */
  static long newPortal() {
    long portal = PORTALS.incrementAndGet();
    SANDBOX.addAccounts("[{\"hubId\": %d}]".formatted(portal));
    return portal;
  }

  static String adminOf(long portal) {
    return "admin@company%d.test".formatted(portal);
  }

  /** Opens an attempt; the answer's cookie stays with the owner's browser. */
  Attempt setOut() {
    return attempt(owner.json("POST", "/api/v1/authorizations", "{}"));
  }

  Attempt setOutToReconnect(long portal) {
    return attempt(owner.json("POST", "/api/v1/portals/%d/reconnection".formatted(portal), "{}"));
  }

  /** An attempt, and where HubSpot asks for consent. */
  record Attempt(String id, URI authorizeUrl) {}

  private static Attempt attempt(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return new Attempt(
        answer.json().get("attemptId").asString(),
        URI.create(answer.json().get("authorizationUrl").asString()));
  }

  /** What HubSpot answers when its admin decides: a redirect to us, or a page of its own. */
  Answer decide(Attempt attempt, String user, long portal, String decision) {
    return new Visitor(place.sandboxUrl())
        .open(Sandbox.answered(attempt.authorizeUrl(), user, portal, decision));
  }

  /** The whole trip; returns where the callback sends the browser. */
  URI connect(long portal) {
    return arrive(decide(setOut(), adminOf(portal), portal, "grant"));
  }

  URI reconnect(long portal, long picked) {
    var attempt = setOutToReconnect(portal);
    return arrive(decide(attempt, adminOf(picked), picked, "grant"));
  }

  /** HubSpot's picker is skipped, but nothing keeps the user from another account. */
  URI reconnectPicking(long portal, long picked) {
    var attempt = setOutToReconnect(portal);
    var url = attempt.authorizeUrl().toString().replace("/oauth/%d/".formatted(portal), "/oauth/");
    var elsewhere = new Attempt(attempt.id(), URI.create(url));
    return arrive(decide(elsewhere, adminOf(picked), picked, "grant"));
  }

  URI arrive(Answer fromHubSpot) {
    assertThat(fromHubSpot.isRedirect()).as(fromHubSpot.body()).isTrue();
    var answer = owner.open(fromHubSpot.location());
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return answer.location();
  }

  Answer remove(long portal) {
    return owner.json("DELETE", "/api/v1/portals/" + portal, null);
  }

  /** All features that are on from now. */
  void switchOn(String... features) {
    var body = "{\"features\": [\"%s\"]}".formatted(String.join("\", \"", features));
    assertThat(owner.json("PUT", "/api/v1/organization/features", body).status()).isEqualTo(200);
  }

  /** The entry of a portal, as soon as the view shows this version. */
  JsonNode account(long portal, long version) {
    var answer =
        owner.getJson("/api/v1/client-accounts/%d?minVersion=%d".formatted(portal, version));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  JsonNode accounts() {
    return owner.getJson("/api/v1/client-accounts?limit=100").json();
  }

  List<JsonNode> trail() {
    var items = owner.getJson("/api/v1/audit-trail?limit=100").json().get("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  /** How an attempt ended, as the trail has it: everything but its start. */
  List<JsonNode> outcomesOf(Attempt attempt) {
    return outcomesOf(attempt.id());
  }

  List<JsonNode> outcomesOf(String attempt) {
    return trail().stream()
        .filter(entry -> attempt.equals(entry.path("attemptId").asString("")))
        .filter(entry -> !entry.get("kind").asString().equals("authorization-started"))
        .toList();
  }
}
