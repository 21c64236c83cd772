package dev.portalledger.command.organization;

import dev.portalledger.events.organization.OrganizationEvent;
import java.util.List;

/** The answer to a command: the events to record (perhaps none), or the reason for none. */
public sealed interface OrganizationDecision {

  record Accepted(List<OrganizationEvent> events) implements OrganizationDecision {}

  record Refused(OrganizationRefusal refusal) implements OrganizationDecision {}

  static OrganizationDecision accepted(OrganizationEvent... events) {
    return new Accepted(List.of(events));
  }
}
