package dev.portalledger.query.audittrail;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of the audit trail being put together; what is not said stays null or empty. */
final class Row {

  private final Map<String, @Nullable Object> values = new HashMap<>();

  Row(Kind kind) {
    List.of("portal", "hubDomain", "expectedPortal", "generation", "authorizer", "cause")
        .forEach(name -> values.put(name, null));
    List.of("attempt", "plan").forEach(name -> values.put(name, null));
    List.of("scopes", "missingScopes", "features").forEach(name -> values.put(name, new String[0]));
    values.put("kind", kind.text());
  }

  Row actor(SubjectId actor) {
    return actor(actor.value());
  }

  Row actor(String actor) {
    return with("actor", actor);
  }

  Row portal(PortalId portal) {
    return with("portal", portal.value());
  }

  Row hubDomain(@Nullable String domain) {
    return with("hubDomain", domain);
  }

  Row expectedPortal(@Nullable PortalId portal) {
    return with("expectedPortal", portal == null ? null : portal.value());
  }

  Row generation(int generation) {
    return with("generation", generation);
  }

  Row authorizer(SubjectId authorizer) {
    return with("authorizer", authorizer.value());
  }

  Row scopes(List<String> scopes) {
    return with("scopes", scopes.toArray(String[]::new));
  }

  Row missingScopes(List<String> scopes) {
    return with("missingScopes", scopes.toArray(String[]::new));
  }

  Row cause(Enum<?> cause) {
    return with("cause", cause.name());
  }

  Row attempt(AttemptId attempt) {
    return with("attempt", attempt.value());
  }

  Row plan(Plan plan) {
    return with("plan", plan.name());
  }

  Row features(List<Feature> features) {
    return with("features", features.stream().map(Feature::name).toArray(String[]::new));
  }

  void insert(
      JdbcClient db, EventMessage<?> message, OrganizationId organization, Instant occurredAt) {
    db.sql(
            """
            insert into query.audit_trail
              (event_id, occurred_at, organization_id, kind, actor, portal_id, hub_domain, expected_portal,
               generation, authorizer, scopes, missing_scopes, cause, attempt_id, plan, features)
            values
              (:event, :at, :organization, :kind, :actor, :portal, :hubDomain, :expectedPortal,
               :generation, :authorizer, :scopes, :missingScopes, :cause, :attempt, :plan, :features)
            on conflict (event_id) do nothing
            """)
        .params(values)
        .param("event", message.getIdentifier())
        .param("at", occurredAt.atOffset(ZoneOffset.UTC))
        .param("organization", organization.value())
        .update();
  }

  private Row with(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }
}
