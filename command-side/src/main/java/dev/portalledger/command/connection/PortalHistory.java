package dev.portalledger.command.connection;

import dev.portalledger.events.organization.OrganizationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who held a portal so far.
 *
 * @param generations the last generation of each organization that ever held it
 * @param lastHolder who holds it or held it last
 * @param unconfirmed revoked generations that HubSpot has not confirmed
 */
record PortalHistory(
    Map<OrganizationId, Integer> generations,
    @Nullable OrganizationId lastHolder,
    Set<Revoked> unconfirmed) {

  static final PortalHistory NONE = new PortalHistory(Map.of(), null, Set.of());

  record Revoked(OrganizationId organization, int generation) {}

  boolean wasHeldBy(OrganizationId organization) {
    return generations.containsKey(organization);
  }

  boolean wasLastHeldBy(OrganizationId organization) {
    return organization.equals(lastHolder);
  }

  int nextGeneration(OrganizationId organization) {
    return generations.getOrDefault(organization, 0) + 1;
  }

  boolean awaitsConfirmation(OrganizationId organization, int generation) {
    return unconfirmed.contains(new Revoked(organization, generation));
  }

  PortalHistory granted(OrganizationId organization, int generation) {
    var all = new HashMap<>(generations);
    all.put(organization, generation);
    return new PortalHistory(Map.copyOf(all), organization, unconfirmed);
  }

  PortalHistory revoked(OrganizationId organization, int generation) {
    var more = Stream.of(new Revoked(organization, generation));
    return new PortalHistory(
        generations,
        lastHolder,
        Stream.concat(unconfirmed.stream(), more).collect(Collectors.toUnmodifiableSet()));
  }

  PortalHistory confirmed(OrganizationId organization, int generation) {
    var gone = new Revoked(organization, generation);
    return new PortalHistory(
        generations,
        lastHolder,
        unconfirmed.stream()
            .filter(revoked -> !revoked.equals(gone))
            .collect(Collectors.toUnmodifiableSet()));
  }
}
