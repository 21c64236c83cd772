package dev.portalledger.command.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.ChangeFeatures;
import dev.portalledger.command.organization.ChangePlan;
import dev.portalledger.command.organization.OrganizationDecision;
import dev.portalledger.command.organization.RegisterOrganization;
import dev.portalledger.events.StoredName;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.eventstore.EventTypes;
import dev.portalledger.eventstore.EventTypes.EventType;
import dev.portalledger.eventstore.StreamUnreadable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Command sides of two versions on one database: N to N+1 and back again, with what both recorded.
 * Today's version is N+1; N is the one that did not know changes of features.
 */
class RollingUpgradeTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final OrganizationId changed = new OrganizationId("up-" + NUMBER.incrementAndGet());
  private final OrganizationId other = new OrganizationId("up-" + NUMBER.incrementAndGet());

  @Test
  @DisplayName("R27: about what a newer version recorded, an older one decides nothing")
  void an_older_node_decides_nothing_about_what_it_cannot_read() {
    try (var old = old();
        var next = Node.start(Map.of())) {
      register(old, changed);
      register(next, other);
      accepted(next, new ChangeFeatures(changed, List.of(Feature.AUDIT)));

      assertUnreadable(old, new ChangePlan(changed, Plan.ULTIMATE));
      accepted(old, new ChangePlan(other, Plan.ULTIMATE));
      accepted(next, new ChangePlan(changed, Plan.ULTIMATE));
      accepted(next, new ChangePlan(other, Plan.CUSTOM));
    }
    try (var old = old()) {
      assertUnreadable(old, new ChangePlan(changed, Plan.CUSTOM));
      accepted(old, new ChangePlan(other, Plan.ULTIMATE));
    }
    try (var next = Node.start(Map.of())) {
      accepted(next, new ChangePlan(changed, Plan.CUSTOM));
    }
    assertThat(events(changed))
        .containsExactly(
            "organization.registered",
            "organization.features-changed",
            "organization.plan-changed",
            "organization.plan-changed");
    assertThat(events(other)).hasSize(4);
  }

  @Test
  void an_older_node_serves_while_a_newer_one_migrates_and_starts_again_after_it() {
    try (var old = old()) {
      register(old, other);
      migrateToNext();

      accepted(old, new ChangePlan(other, Plan.ULTIMATE));
    }
    try (var old = old()) {
      assertThat(old.readiness()).isEqualTo(200);
      accepted(old, new ChangePlan(other, Plan.CUSTOM));
    }
    assertThat(
            Node.db()
                .sql("select success from command.flyway_schema_history where version = '9000'")
                .query(Boolean.class)
                .single())
        .as("what the newer one brought stays")
        .isTrue();
  }

  private static Node old() {
    return Node.with(
        new BeanPostProcessor() {
          @Override
          public Object postProcessAfterInitialization(Object bean, String name) {
            return name.equals("commandEventTypes") ? before() : bean;
          }
        });
  }

  private static EventTypes before() {
    return EventTypes.of(
        StoredName.ALL.stream()
            .filter(stored -> stored.event() != FeaturesChanged.class)
            .map(
                stored ->
                    new EventType(
                        stored.name(),
                        stored.revision(),
                        stored.event(),
                        List.of(),
                        stored.earlierRevisions()))
            .toList());
  }

  private static void migrateToNext() {
    Flyway.configure()
        .dataSource(Node.url(), "ledger_owner", "ledger_owner")
        .schemas("command")
        .locations("classpath:db/command", "classpath:db/newer")
        .load()
        .migrate();
  }

  private static void register(Node node, OrganizationId id) {
    accepted(node, new RegisterOrganization(id, id.value(), Plan.PRO, List.of()));
  }

  private static void accepted(Node node, Command<OrganizationDecision> command) {
    assertThat(node.bean(Commands.class).send(command, Commands.SYSTEM))
        .isInstanceOf(OrganizationDecision.Accepted.class);
  }

  private static void assertUnreadable(Node node, Command<OrganizationDecision> command) {
    assertThatThrownBy(() -> node.bean(Commands.class).send(command, Commands.SYSTEM))
        .isInstanceOf(StreamUnreadable.ByThisVersion.class)
        .hasMessageContaining("has an event this version cannot read");
  }

  private static List<String> events(OrganizationId id) {
    return Node.db()
        .sql(
            """
            select payload_type from events.event where aggregate_identifier = :stream
             order by sequence_number
            """)
        .param("stream", id.stream())
        .query(String.class)
        .list();
  }
}
