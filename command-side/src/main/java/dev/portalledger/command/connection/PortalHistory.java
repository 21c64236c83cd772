package dev.portalledger.command.connection;

import dev.portalledger.events.authorization.AttemptId;
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
 * @param attempts every attempt that ended in a grant: the same one never grants twice
 * @param unconfirmed revoked generations that HubSpot has not confirmed
 */
record PortalHistory(
    Map<OrganizationId, Integer> generations,
    @Nullable OrganizationId lastHolder,
    Set<AttemptId> attempts,
    Set<Revoked> unconfirmed) {

  static final PortalHistory NONE = new PortalHistory(Map.of(), null, Set.of(), Set.of());

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

  boolean knows(AttemptId attempt) {
    return attempts.contains(attempt);
  }

  PortalHistory granted(OrganizationId organization, int generation, AttemptId attempt) {
    var all = new HashMap<>(generations);
    all.put(organization, generation);
    return new PortalHistory(Map.copyOf(all), organization, with(attempts, attempt), unconfirmed);
  }

  PortalHistory revoked(OrganizationId organization, int generation) {
    var awaited = with(unconfirmed, new Revoked(organization, generation));
    return new PortalHistory(generations, lastHolder, attempts, awaited);
  }

  PortalHistory confirmed(OrganizationId organization, int generation) {
    var done = new Revoked(organization, generation);
    var awaited =
        unconfirmed.stream()
            .filter(revoked -> !revoked.equals(done))
            .collect(Collectors.toUnmodifiableSet());
    return new PortalHistory(generations, lastHolder, attempts, awaited);
  }

  private static <T> Set<T> with(Set<T> some, T one) {
    return Stream.concat(some.stream(), Stream.of(one)).collect(Collectors.toUnmodifiableSet());
  }
}
