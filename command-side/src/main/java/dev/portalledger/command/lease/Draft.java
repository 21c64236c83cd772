package dev.portalledger.command.lease;

import dev.portalledger.command.vault.Held;
import dev.portalledger.events.lease.AccessLeased;
import dev.portalledger.events.lease.LeaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A lease on its way into the book. */
sealed interface Draft {

  /** Nothing is to be recorded. */
  record Closed(Leased answer) implements Draft {}

  /** To be recorded, unless its key was used before. */
  record Open(LeaseId id, Wanted wanted, Leased.Granted granted) implements Draft {

    static Open of(LeaseId id, Wanted wanted, Held held, List<String> scopes, Duration passLife) {
      var life = wanted.passThroughOnly() ? passLife : held.life();
      var expiresAt = held.expiresAt().minus(held.life()).plus(life);
      var bearer = wanted.passThroughOnly() ? PassToken.random() : held.token().value();
      return new Open(
          id,
          wanted,
          new Leased.Granted(
              id, held.generation(), scopes, new Leased.Bearer(bearer), expiresAt, life));
    }

    AccessLeased event(Instant now) {
      return new AccessLeased(
          id,
          wanted.portal(),
          wanted.organization(),
          granted.generation(),
          wanted.purpose(),
          wanted.reason(),
          wanted.leasedTo(),
          granted.scopes(),
          granted.expiresAt(),
          now);
    }

    PassRows.Issued issued() {
      var pass =
          new Pass(
              id,
              wanted.organization(),
              wanted.portal(),
              granted.generation(),
              wanted.purpose(),
              wanted.leasedTo());
      return new PassRows.Issued(pass, PassToken.sha256(granted.bearer().value()));
    }
  }
}
