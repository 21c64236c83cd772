package dev.portalledger.command.gateway;

import dev.portalledger.events.subject.SubjectId;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/**
 * Sends a command and waits for its decision, at most 20 s. Every event that follows names the
 * organization and the actor in its metadata. A conflict with another writer is retried behind
 * this; what is thrown is an outage or a bug, never a refusal.
 */
@Component
public class Commands {

  /** The actor of what nobody caused: schedules, HubSpot's own doing. */
  public static final SubjectId SYSTEM = new SubjectId("system");

  private static final long PATIENCE_SECONDS = 20;

  private final CommandGateway gateway;

  Commands(CommandGateway gateway) {
    this.gateway = gateway;
  }

  public <R> R send(Command<R> command, SubjectId actor) {
    var message =
        GenericCommandMessage.asCommandMessage(command)
            .andMetaData(
                Map.of(
                    CommandGatewayConfiguration.ORGANIZATION,
                    command.organizationId().value(),
                    CommandGatewayConfiguration.ACTOR,
                    actor.value()));
    return gateway.sendAndWait(message, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
