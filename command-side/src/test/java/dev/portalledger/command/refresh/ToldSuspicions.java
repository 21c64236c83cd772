package dev.portalledger.command.refresh;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
final class ToldSuspicions implements Suspicions {

  private final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void deadGrant(
      OrganizationId organization, PortalId portal, int generation, DeadGrant evidence) {
    told.add("%s %s %d %s".formatted(organization, portal, generation, evidence));
  }

  List<String> told() {
    return told;
  }
}
