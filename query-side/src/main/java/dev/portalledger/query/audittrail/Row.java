package dev.portalledger.query.audittrail;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.retention.LeafRun;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the audit trail being put together; what is not said stays null or empty. */
final class Row {

  private static final String SYSTEM = "system";

  private final String event;
  private final OrganizationId organization;
  private final Instant occurredAt;
  private @Nullable Instant residualAccessUntil;
  private @Nullable Instant droppedBefore;
  private List<LeafRun> dropped = List.of();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, List<String>> lists = new HashMap<>();

  Row(String event, OrganizationId organization, Instant occurredAt) {
    this.event = event;
    this.organization = organization;
    this.occurredAt = occurredAt;
  }

  Row kind(Kind kind) {
    return with("kind", kind.text());
  }

  Row actor(SubjectId actor) {
    return actor(actor.value());
  }

  private Row actor(String actor) {
    return with("actor", actor);
  }

  Row actorOrSystem(@Nullable String actor) {
    return actor(actor == null ? SYSTEM : actor);
  }

  Row bySystem() {
    return actor(SYSTEM);
  }

  Row portal(PortalId portal) {
    numbers.put("portal", portal.value());
    return this;
  }

  Row hubDomain(@Nullable String domain) {
    return domain == null ? this : with("hubDomain", domain);
  }

  Row expectedPortal(@Nullable PortalId portal) {
    if (portal != null) {
      numbers.put("expectedPortal", portal.value());
    }
    return this;
  }

  Row generation(int generation) {
    numbers.put("generation", (long) generation);
    return this;
  }

  Row authorizer(SubjectId authorizer) {
    return with("authorizer", authorizer.value());
  }

  Row subject(SubjectId subject) {
    return with("subject", subject.value());
  }

  Row confirmedBy(SubjectId second) {
    return with("confirmedBy", second.value());
  }

  Row scopes(List<String> scopes) {
    return with("scopes", scopes);
  }

  Row missingScopes(List<String> scopes) {
    return with("missingScopes", scopes);
  }

  Row cause(Enum<?> cause) {
    return with("cause", cause.name());
  }

  Row detail(@Nullable String detail) {
    return detail == null ? this : with("detail", detail);
  }

  Row residualAccessUntil(@Nullable Instant until) {
    residualAccessUntil = until;
    return this;
  }

  /** The rows of these leaves' events go. */
  Row dropped(List<LeafRun> leaves, Instant before) {
    dropped = leaves;
    droppedBefore = before;
    return this;
  }

  Row attempt(AttemptId attempt) {
    return with("attempt", attempt.value());
  }

  Row plan(Plan plan) {
    return with("plan", plan.name());
  }

  Row features(List<Feature> features) {
    return with("features", features.stream().map(Feature::name).toList());
  }

  String event() {
    return event;
  }

  OrganizationId organization() {
    return organization;
  }

  Instant occurredAt() {
    return occurredAt;
  }

  @Nullable Instant residualAccessUntil() {
    return residualAccessUntil;
  }

  @Nullable Instant droppedBefore() {
    return droppedBefore;
  }

  List<LeafRun> dropped() {
    return dropped;
  }

  @Nullable String text(String name) {
    return texts.get(name);
  }

  @Nullable Long number(String name) {
    return numbers.get(name);
  }

  List<String> list(String name) {
    return lists.getOrDefault(name, List.of());
  }

  private Row with(String name, String text) {
    texts.put(name, text);
    return this;
  }

  private Row with(String name, List<String> list) {
    lists.put(name, list);
    return this;
  }
}
