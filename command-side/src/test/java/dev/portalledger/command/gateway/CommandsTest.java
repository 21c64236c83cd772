package dev.portalledger.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final boolean WITHOUT_AXON_SERVER = false;
  private static final SubjectId MEMBER = new SubjectId("subject-member");

  private final ImpatientExecutor retries = new ImpatientExecutor();
  private final Desk desk = new Desk();
  private Configuration axon;
  private Commands commands;

  @BeforeEach
  void start() {
    var wiring = new CommandGatewayConfiguration();
    axon =
        DefaultConfigurer.defaultConfiguration(WITHOUT_AXON_SERVER)
            .configureSerializer(_ -> Jackson3Serializer.builder().build())
            .configureEmbeddedEventStore(_ -> new InMemoryEventStorageEngine())
            .configureCorrelationDataProviders(
                _ -> List.of(wiring.messageOrigin(), wiring.organizationAndActor()))
            .registerCommandHandler(_ -> desk)
            .start();
    commands = new Commands(wiring.commandGateway(axon.commandBus(), retries));
  }

  @AfterEach
  void stop() {
    axon.shutdown();
    retries.shutdownNow();
  }

  @Test
  void every_event_names_the_organization_the_actor_and_the_command() {
    commands.send(new Stamp(ACME), MEMBER);

    assertThat(recordedMetaData())
        .containsEntry("organization", "acme")
        .containsEntry("actor", "subject-member")
        .containsEntry("correlationId", desk.lastCommandId);
  }

  @Test
  void what_nobody_caused_is_the_doing_of_the_system() {
    commands.send(new Stamp(ACME), Commands.SYSTEM);

    assertThat(recordedMetaData()).containsEntry("actor", "system");
  }

  @Test
  void a_refusal_is_an_answer_and_not_tried_again() {
    desk.answer = "refused";

    assertThat(commands.send(new Stamp(ACME), MEMBER)).isEqualTo("refused");
    assertThat(desk.calls).hasValue(1);
  }

  static List<RuntimeException> lostRaces() {
    return List.of(
        new ConcurrencyException("somebody was faster"),
        new AggregateStreamCreationException("somebody began this stream"));
  }

  @ParameterizedTest
  @MethodSource("lostRaces")
  void a_lost_race_is_tried_again_until_it_is_won(RuntimeException lostRace) {
    desk.failures.addAll(List.of(lostRace, lostRace, lostRace));

    assertThat(commands.send(new Stamp(ACME), MEMBER)).isEqualTo("stamped");
    assertThat(desk.calls).hasValue(4);
  }

  @Test
  void a_race_that_is_always_lost_is_given_up_after_20_retries() {
    for (int i = 0; i < 100; i++) {
      desk.failures.add(new ConcurrencyException("somebody was faster"));
    }

    assertThatThrownBy(() -> commands.send(new Stamp(ACME), MEMBER))
        .isInstanceOf(ConcurrencyException.class);
    assertThat(desk.calls).hasValue(21);
  }

  @Test
  void pauses_grow_from_10_to_500_milliseconds_at_most() {
    for (int i = 0; i < 20; i++) {
      desk.failures.add(new ConcurrencyException("somebody was faster"));
    }

    commands.send(new Stamp(ACME), MEMBER);

    assertThat(retries.pausesMillis()).hasSize(20).allMatch(pause -> pause >= 1 && pause <= 500);
    assertThat(retries.pausesMillis().getFirst()).isLessThanOrEqualTo(10);
    assertThat(retries.pausesMillis().get(1)).isLessThanOrEqualTo(20);
    assertThat(retries.pausesMillis()).anyMatch(pause -> pause > 20);
  }

  static List<RuntimeException> programmingErrors() {
    return List.of(
        new NullPointerException("null"),
        new IllegalArgumentException("wrong"),
        new IllegalStateException("impossible history"));
  }

  @ParameterizedTest
  @MethodSource("programmingErrors")
  void a_programming_error_is_thrown_at_once(RuntimeException error) {
    desk.failures.add(error);

    assertThatThrownBy(() -> commands.send(new Stamp(ACME), MEMBER)).isSameAs(error);
    assertThat(desk.calls).hasValue(1);
  }

  private MetaData recordedMetaData() {
    var events = axon.eventStore().openStream(null);
    assertThat(events.peek()).isPresent();
    return events.peek().map(EventMessage::getMetaData).orElseThrow();
  }

  record Stamp(OrganizationId organizationId) implements Command<String> {}

  record Stamped(String organization) {}

  /** Records one event for each command it does not fail on. */
  final class Desk {

    final Queue<RuntimeException> failures = new ArrayDeque<>();
    final AtomicInteger calls = new AtomicInteger();
    String answer = "stamped";
    String lastCommandId = "";

    @CommandHandler
    String handle(Stamp command, CommandMessage<?> message) {
      calls.incrementAndGet();
      lastCommandId = message.getIdentifier();
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
      axon.eventStore()
          .publish(
              GenericEventMessage.asEventMessage(new Stamped(command.organizationId().value())));
      return answer;
    }
  }
}
