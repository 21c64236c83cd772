package dev.portalledger.command.gateway;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.Map;

/** The metadata of events that no command led to: whose they are, and who caused them. */
public final class Origin {

  public static Map<String, String> of(OrganizationId organization, SubjectId actor) {
    return Map.of(
        CommandGatewayConfiguration.ORGANIZATION,
        organization.value(),
        CommandGatewayConfiguration.ACTOR,
        actor.value());
  }

  private Origin() {}
}
