package dev.portalledger.command.vault;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to refresh a credential. Each call is one statement that commits at once: no
 * lock and no connection is held while HubSpot is asked. All times are the database's.
 */
public interface Turns {

  /** What a turn is wanted for. */
  sealed interface Want {

    /** A token that lives for at least so long. */
    record Life(Duration atLeast) implements Want {}

    /** Another version than this one. */
    record Beyond(long version) implements Want {}
  }

  /** A connection, for those who only need to know which. */
  record Place(OrganizationId organization, PortalId portal) {}

  /** Empty if the organization has no living credential of this portal. */
  Optional<Held> held(OrganizationId organization, PortalId portal);

  /**
   * As {@link #held}, for several portals within the caller's transaction: until its end, none of
   * what is returned is refreshed, replaced or ended.
   */
  Map<PortalId, Held> heldStill(Set<PortalId> portals);

  /** Empty if another has the turn, if HubSpot is not to be asked yet, or if nothing is wanted. */
  Optional<Turn> take(OrganizationId organization, PortalId portal, Want want, Duration length);

  /**
   * Keeps fresh tokens and gives the turn back. Empty if the turn is void: then nothing was kept,
   * and a new refresh token MUST be revoked at HubSpot.
   *
   * @param rotated HubSpot's new refresh token; null if it sent none, and the old one stays
   */
  Optional<Instant> keep(
      Turn turn, AccessToken access, Duration life, @Nullable RefreshToken rotated);

  /**
   * Gives the turn back with nothing. False if it was void.
   *
   * @param outcomeUnknown HubSpot may have acted, but its answer was lost
   * @param pause how long nobody is to ask
   */
  boolean giveBack(Turn turn, boolean outcomeUnknown, Duration pause);

  /** Those of the portals on which somebody has the turn. */
  Set<PortalId> beingRefreshed(Collection<PortalId> portals);

  /** Notes that somebody works with these. */
  void inUse(Collection<PortalId> portals);

  /**
   * Those in use whose tokens end soon, each up to a minute earlier or later than another.
   *
   * @param usedWithin how long ago somebody worked with them at most
   */
  List<Place> ending(Duration within, Duration usedWithin, int limit);
}
