package dev.portalledger.benchmarks;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The least a command can come to: an aggregate that begins with one event of usual size. */
@Aggregate(type = "PortalConnection")
class OneEvent {

  /** Ids nobody has had before. */
  static final AtomicLong NEXT_PORTAL = new AtomicLong(10_000_000);

  static final String ORGANIZATION = "benchmark-organization";
  static final String ATTEMPT = "benchmark-attempt-3Jx8kQd0Zr2m";
  static final String DOMAIN = "benchmark-domain.example";
  private static final SubjectId SUBJECT = new SubjectId(new UUID(7, 7).toString());

  /** The command. */
  record RecordOne(@RoutingKey PortalConnected event) {}

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private @Nullable String stream;

  OneEvent() {}

  @CommandHandler
  OneEvent(RecordOne command) {
    AggregateLifecycle.apply(command.event());
  }

  @EventSourcingHandler
  void on(PortalConnected event) {
    stream = event.portalId().stream();
  }

  static CommandMessage<RecordOne> command() {
    return command(NEXT_PORTAL.incrementAndGet());
  }

  static CommandMessage<RecordOne> command(long portal) {
    return command(portal, ORGANIZATION);
  }

  /** As the product sends it: with the organization and the actor. */
  static CommandMessage<RecordOne> command(long portal, String organization) {
    return GenericCommandMessage.<RecordOne>asCommandMessage(
            new RecordOne(event(portal, organization)))
        .andMetaData(java.util.Map.of("organization", organization, "actor", SUBJECT.value()));
  }

  static PortalConnected event(long portal) {
    return event(portal, ORGANIZATION);
  }

  private static PortalConnected event(long portal, String organization) {
    return new PortalConnected(
        new PortalId(portal),
        new OrganizationId(organization),
        new Grant(
            1,
            new SubjectId(new UUID(5, 5).toString()),
            AuthorizerStanding.SUPER_ADMIN,
            SCOPES,
            DOMAIN),
        new AttemptId(ATTEMPT),
        SUBJECT,
        Instant.now());
  }

  static final List<String> SCOPES =
      List.of(
          "oauth",
          "crm.objects.contacts.read",
          "crm.objects.companies.read",
          "crm.objects.deals.read",
          "crm.schemas.contacts.read",
          "crm.lists.read",
          "content",
          "forms",
          "automation",
          "files");
}
