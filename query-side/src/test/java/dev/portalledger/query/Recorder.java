package dev.portalledger.query;

import dev.portalledger.events.StoredName;
import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.campaign.CampaignEvent;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.disclosure.DisclosureEvent;
import dev.portalledger.events.invitation.InvitationEvent;
import dev.portalledger.events.lease.LeaseEvent;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.retention.RetentionEvent;
import dev.portalledger.events.sealing.SealingEvent;
import dev.portalledger.eventstore.EventTypes;
import dev.portalledger.eventstore.EventTypes.EventType;
import dev.portalledger.eventstore.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A node beside the query side that may record events, as the command side is. */
public final class Recorder {

  /** A kind of event that only a newer version knows. */
  record Lent(String to) {}

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ConfigurableApplicationContext CONTEXT = start(TestDatabase.url());

  static void record(String stream, long version, Object event, String eventId) {
    CONTEXT
        .getBean(EventStore.class)
        .publish(
            new GenericDomainEventMessage<>(
                "type", stream, version, event, origin(event), eventId, NOON));
  }

  private static Map<String, String> origin(Object event) {
    return organizationOf(event)
        .map(whose -> Map.of("actor", "subject-operator", "organization", whose.value()))
        .orElse(Map.of("actor", "subject-operator"));
  }

  private static Optional<OrganizationId> organizationOf(Object event) {
    return switch (event) {
      case PortalConnectionEvent e -> Optional.of(e.organizationId());
      case OrganizationEvent e -> Optional.of(e.organizationId());
      case AuthorizationEvent e -> Optional.of(e.organizationId());
      case InvitationEvent e -> Optional.of(e.organizationId());
      case LeaseEvent e -> Optional.of(e.organizationId());
      case CampaignEvent e -> Optional.of(e.organizationId());
      case DisclosureEvent e -> Optional.of(e.organizationId());
      case SealingEvent e -> Optional.of(e.organizationId());
      case RetentionEvent e -> Optional.of(e.organizationId());
      default -> Optional.empty();
    };
  }

  /** With its organization in the metadata, so that it is sealed in that one's ledger. */
  static void recordOf(String organization, String stream, long version, Object event) {
    CONTEXT
        .getBean(EventStore.class)
        .publish(
            new GenericDomainEventMessage<>(
                "type",
                stream,
                version,
                event,
                Map.of("actor", "subject-operator", "organization", organization)));
  }

  /** For a database of its own. */
  public static ConfigurableApplicationContext start(String url) {
    return new SpringApplicationBuilder(Node.class)
        .web(WebApplicationType.NONE)
        .properties(
            Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", "recorder",
                "spring.datasource.password", "recorder",
                "spring.datasource.hikari.maximum-pool-size", "4",
                "spring.flyway.enabled", "false",
                "ledger.database.owner-username", "ledger_owner",
                "ledger.database.owner-password", "ledger_owner",
                "axon.axonserver.enabled", "false",
                "spring.main.banner-mode", "off"))
        .run();
  }

  /** Not annotated as a configuration: the query side's scan would find it and use its beans. */
  @EnableAutoConfiguration
  static class Node {

    @Bean
    Tenants organizationsAreTenants() {
      return new Tenants("organization");
    }

    @Bean
    EventTypes newerTypes() {
      return EventTypes.of(List.of(new EventType("portal-connection.lent", "1", Lent.class)));
    }

    @Bean
    EventTypes types() {
      return EventTypes.of(
          StoredName.ALL,
          stored ->
              new EventType(
                  stored.name(),
                  stored.revision(),
                  stored.event(),
                  formerly(stored.formerly()),
                  stored.earlierRevisions()));
    }
  }

  private Recorder() {}

  private static List<String> formerly(@Nullable String name) {
    return name == null ? List.of() : List.of(name);
  }
}
