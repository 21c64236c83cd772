package dev.portalledger.command.authorization;

import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalReconnected;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/** Counts how the attempts ended whose outcome this node recorded. */
@Component
final class AttemptMeters implements MeterBinder {

  private static final List<String> USUAL =
      List.of("connected", "reconnected", "refused", "denied", "failed", "abandoned");

  private final EventStore events;

  /**
   * In one word, and why.
   *
   * @param reason {@code none} where the word says it all
   */
  record Ended(String outcome, String reason) {

    private static final String NONE = "none";

    /** Empty for an event that ends no attempt. */
    static Optional<Ended> by(Object event) {
      return Optional.ofNullable(
          switch (event) {
            case PortalConnected _ -> new Ended("connected", NONE);
            case PortalReconnected _ -> new Ended("reconnected", NONE);
            case AuthorizationRefused refused -> new Ended("refused", word(refused.reason()));
            case AuthorizationDenied _ -> new Ended("denied", NONE);
            case AuthorizationFailed failed -> new Ended("failed", word(failed.cause()));
            case AuthorizationAbandoned _ -> new Ended("abandoned", NONE);
            default -> null;
          });
    }

    private static String word(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }

  AttemptMeters(EventStore events) {
    this.events = events;
  }

  /** The usual ones stand at zero before they happen, so that a first one is seen as a rise. */
  @Override
  public void bindTo(MeterRegistry registry) {
    USUAL.forEach(outcome -> counter(registry, new Ended(outcome, Ended.NONE)));
    var _ = events.subscribe(messages -> willBeCommitted(messages, registry));
  }

  private static void willBeCommitted(
      List<? extends EventMessage<?>> messages, MeterRegistry registry) {
    var ended =
        messages.stream().flatMap(message -> Ended.by(message.getPayload()).stream()).toList();
    if (!ended.isEmpty()) {
      CurrentUnitOfWork.get()
          .afterCommit(_ -> ended.forEach(each -> counter(registry, each).increment()));
    }
  }

  private static Counter counter(MeterRegistry registry, Ended ended) {
    return Counter.builder("ledger.attempts")
        .description("Attempts to authorize, by how they ended")
        .tag("outcome", ended.outcome())
        .tag("reason", ended.reason())
        .register(registry);
  }
}
