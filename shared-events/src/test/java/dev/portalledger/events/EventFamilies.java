package dev.portalledger.events;

import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.campaign.CampaignEvent;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.disclosure.DisclosureEvent;
import dev.portalledger.events.invitation.InvitationEvent;
import dev.portalledger.events.lease.LeaseEvent;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.replay.ReplayEvent;
import dev.portalledger.events.retention.RetentionEvent;
import dev.portalledger.events.sealing.SealingEvent;
import dev.portalledger.events.subject.SubjectEvent;
import java.util.List;
import java.util.stream.Stream;

/** Every event there is, read from the sealed families, so that none can be forgotten. */
final class EventFamilies {

  static final List<Class<?>> FAMILIES =
      List.of(
          PortalConnectionEvent.class,
          OrganizationEvent.class,
          AuthorizationEvent.class,
          InvitationEvent.class,
          LeaseEvent.class,
          CampaignEvent.class,
          DisclosureEvent.class,
          SubjectEvent.class,
          SealingEvent.class,
          ReplayEvent.class,
          RetentionEvent.class);

  static Stream<Class<?>> events() {
    return FAMILIES.stream().flatMap(family -> Stream.of(family.getPermittedSubclasses()));
  }

  private EventFamilies() {}
}
