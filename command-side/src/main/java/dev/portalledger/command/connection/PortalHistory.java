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
 * @param awaited what HubSpot has yet to say of revoked generations
 */
record PortalHistory(
    Map<OrganizationId, Integer> generations,
    @Nullable OrganizationId lastHolder,
    Set<AttemptId> attempts,
    Set<Awaited> awaited) {

  static final PortalHistory NONE = new PortalHistory(Map.of(), null, Set.of(), Set.of());

  /** What HubSpot may have to say of a revoked grant. */
  enum Answer {
    REVOKED,
    UNINSTALLED,
    /** Whether it is dead indeed; awaited once it was said to be revoked. */
    PROBED
  }

  record Awaited(OrganizationId organization, int generation, Answer answer) {}

  boolean wasHeldBy(OrganizationId organization) {
    return generations.containsKey(organization);
  }

  boolean wasLastHeldBy(OrganizationId organization) {
    return organization.equals(lastHolder);
  }

  int nextGeneration(OrganizationId organization) {
    return generations.getOrDefault(organization, 0) + 1;
  }

  boolean awaits(Answer answer, OrganizationId organization, int generation) {
    return awaited.contains(new Awaited(organization, generation, answer));
  }

  boolean knows(AttemptId attempt) {
    return attempts.contains(attempt);
  }

  PortalHistory granted(OrganizationId organization, int generation, AttemptId attempt) {
    var all = new HashMap<>(generations);
    all.put(organization, generation);
    return new PortalHistory(Map.copyOf(all), organization, with(attempts, attempt), awaited);
  }

  PortalHistory revoked(OrganizationId organization, int generation, boolean uninstalls) {
    var revoked = awaiting(Answer.REVOKED, organization, generation);
    return uninstalls ? revoked.awaiting(Answer.UNINSTALLED, organization, generation) : revoked;
  }

  PortalHistory awaiting(Answer answer, OrganizationId organization, int generation) {
    return new PortalHistory(
        generations,
        lastHolder,
        attempts,
        with(awaited, new Awaited(organization, generation, answer)));
  }

  PortalHistory answered(Answer answer, OrganizationId organization, int generation) {
    var done = new Awaited(organization, generation, answer);
    var left =
        awaited.stream().filter(one -> !one.equals(done)).collect(Collectors.toUnmodifiableSet());
    return new PortalHistory(generations, lastHolder, attempts, left);
  }

  private static <T> Set<T> with(Set<T> some, T one) {
    return Stream.concat(some.stream(), Stream.of(one)).collect(Collectors.toUnmodifiableSet());
  }
}
