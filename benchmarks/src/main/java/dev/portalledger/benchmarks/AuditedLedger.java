package dev.portalledger.benchmarks;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.RegisterOrganization;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.AccessLeased;
import dev.portalledger.events.lease.LeaseId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.subject.SubjectId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * One organization with a long history: of ten events one connects a portal and nine hand out
 * access, for that is what happens most.
 *
 * @param events how many there are at least
 */
record AuditedLedger(Ground ground, int events) {

  static final String ORGANIZATION = "audited-organization";

  private static final int LEASES_OF_TEN = 9;
  private static final long FIRST_PORTAL = 3_000_000_000L;
  private static final String LEASE = "benchmark-lease-Zr2mQd0x";
  private static final String LESSEE = "benchmark-lessee";
  private static final long LOOK_AGAIN_NANOS = 100_000_000;

  private record RecordLease(AccessLeased event) {}

  /**
   * Stored past the store's door, in the form of what went through it.
   *
   * @param person whom one in a hundred leases went to
   */
  void fill(String person) throws SQLException {
    var database = ground.database();
    var generated = new GeneratedEvents(database, EventTable.in(database));
    int portals = events - events * LEASES_OF_TEN / 10;
    register();
    ground.node().send(OneEvent.command(FIRST_PORTAL, ORGANIZATION));
    recordLease();
    generated.insert(
        "portal-" + FIRST_PORTAL,
        portals,
        "'portal-' || %d + g".formatted(FIRST_PORTAL),
        "0",
        """
        replace(replace(replace(text, '{"value":%d}', '{"value":' || %d + g || '}'),
          '%s', 'client-' || g || '.example'), '%s', md5(g::text))
        """
            .formatted(FIRST_PORTAL, FIRST_PORTAL, OneEvent.DOMAIN, OneEvent.ATTEMPT));
    generated.insert(
        "lease-" + LEASE,
        events - portals,
        "'lease-' || md5(g::text)",
        "0",
        """
        replace(replace(replace(text, '{"value":%d}', '{"value":' || %d + 1 + g %% %d || '}'),
          '%s', md5(g::text)), '%s', case g %% 100 when 0 then '%s' else 'person-' || g %% 1000 end)
        """
            .formatted(FIRST_PORTAL, FIRST_PORTAL, portals, LEASE, LESSEE, person));
    ground.awaitHead(ground.events());
  }

  private void register() {
    var _ =
        ground
            .bean(Commands.class)
            .send(
                new RegisterOrganization(
                    new OrganizationId(ORGANIZATION),
                    "Audited Agency",
                    Plan.CUSTOM,
                    List.of(Feature.AUDIT)),
                Commands.SYSTEM);
  }

  private void recordLease() {
    var store = ground.bean(EventStore.class);
    var lease =
        new AccessLeased(
            new LeaseId(LEASE),
            new PortalId(FIRST_PORTAL),
            new OrganizationId(ORGANIZATION),
            1,
            Purpose.AUDIT,
            "job-4711",
            new SubjectId(LESSEE),
            OneEvent.SCOPES,
            Instant.now().plusSeconds(900),
            Instant.now());
    var handling =
        ground
            .bean(CommandBus.class)
            .subscribe(
                RecordLease.class.getName(),
                command -> {
                  store.publish(
                      new GenericDomainEventMessage<>(
                          "Lease",
                          lease.leaseId().stream(),
                          0,
                          ((RecordLease) command.getPayload()).event()));
                  return null;
                });
    var command =
        GenericCommandMessage.<RecordLease>asCommandMessage(new RecordLease(lease))
            .andMetaData(Map.of("organization", ORGANIZATION, "actor", LESSEE));
    ground.bean(CommandGateway.class).sendAndWait(command);
    var _ = handling.cancel();
  }

  /** Until each event that an organization has by now is covered by a signed checkpoint. */
  static void awaitSigned(Ground ground, String organization) throws SQLException {
    long recorded = recorded(ground, organization);
    while (signed(ground, organization) < recorded) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static long recorded(Ground ground, String organization) throws SQLException {
    return (long)
        ground.database()
            .numbersAsOwner(
                "select count(*) from events.event where tenant = '%s'".formatted(organization))[0];
  }

  static long signed(Ground ground, String organization) throws SQLException {
    return (long)
        ground.database()
            .numbersAsOwner(
                "select coalesce(max(size), 0) from sealing.checkpoint where organization = '%s'"
                    .formatted(organization))[0];
  }
}
