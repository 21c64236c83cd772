package dev.portalledger.command.connection;

import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Custody that remembers what it was told, and can be out of order. */
final class RecordingCustody implements Custody {

  record Followed(PortalConnectionEvent event, long version) {}

  static final class OutOfOrder extends RuntimeException {}

  private final List<Followed> followed = new ArrayList<>();
  private boolean outOfOrder;
  private long version = 1;

  void breakDown() {
    outOfOrder = true;
  }

  List<Followed> followed() {
    return List.copyOf(followed);
  }

  @Override
  public void follow(PortalConnectionEvent event, long version) {
    if (!CurrentUnitOfWork.isStarted()) {
      throw new IllegalStateException("secrets must change in the unit of work of their event");
    }
    if (outOfOrder) {
      throw new OutOfOrder();
    }
    followed.add(new Followed(event, version));
  }

  /** Half an hour after everything here happens. */
  @Override
  public Instant accessEndsAt(OrganizationId organization, PortalId portal) {
    return Histories.RESIDUAL;
  }

  void holds(long credentialVersion) {
    version = credentialVersion;
  }

  @Override
  public boolean restsOn(OrganizationId organization, PortalId portal, long credentialVersion) {
    return version == credentialVersion;
  }
}
