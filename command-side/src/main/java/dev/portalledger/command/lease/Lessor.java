package dev.portalledger.command.lease;

import dev.portalledger.command.connection.Standing;
import dev.portalledger.command.connection.Standings;
import dev.portalledger.command.hubspot.RefreshSettings;
import dev.portalledger.command.refresh.Fresh;
import dev.portalledger.command.refresh.FreshTokens;
import dev.portalledger.command.vault.Turns;
import dev.portalledger.events.connection.PortalId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Gives leases: from the token at hand if it lives long enough, from a fresh one otherwise. */
@Component
class Lessor {

  private static final Duration ANY_USE = Duration.ofSeconds(10);
  private static final Duration NOTED_FOR = Duration.ofMinutes(5);

  private final LeaseBook book;
  private final FreshTokens tokens;
  private final Standings standings;
  private final Turns turns;
  private final RefreshSettings settings;
  private final Map<PortalId, Long> notedInUse = new ConcurrentHashMap<>();

  Lessor(
      LeaseBook book,
      FreshTokens tokens,
      Standings standings,
      Turns turns,
      RefreshSettings settings) {
    this.book = book;
    this.tokens = tokens;
    this.standings = standings;
    this.turns = turns;
    this.settings = settings;
  }

  /** What came of it, or what stands in the way. */
  sealed interface Answer {

    record Given(Leased.Granted lease) implements Answer {}

    record Refused(Standing standing) implements Answer {}

    record GrantDoubted() implements Answer {}

    record Later(Duration retryAfter) implements Answer {}

    record GivenBefore() implements Answer {}

    record OtherRequest() implements Answer {}
  }

  /**
   * A pass rests on the connection, not on the token of the moment: the pass-through fetches a
   * fresh one for each call that needs it.
   */
  Answer lease(Wanted wanted) {
    var shortest = wanted.passThroughOnly() ? Duration.ofDays(-365) : settings.ahead();
    var leased = book.record(wanted, shortest);
    return leased instanceof Leased.TooShort ? afterRefresh(wanted) : answer(wanted, leased);
  }

  private Answer afterRefresh(Wanted wanted) {
    return switch (tokens.atLeast(wanted.organization(), wanted.portal(), settings.ahead())) {
      case Fresh.Live _ -> answer(wanted, book.record(wanted, ANY_USE));
      case Fresh.NotHeld _ -> new Answer.Refused(standing(wanted));
      case Fresh.Dead _ -> new Answer.GrantDoubted();
      case Fresh.Unavailable(_, var retryAfter) -> new Answer.Later(retryAfter);
    };
  }

  private Answer answer(Wanted wanted, Leased leased) {
    return switch (leased) {
      case Leased.Granted lease -> {
        noteInUse(wanted.portal());
        yield new Answer.Given(lease);
      }
      case Leased.NotHeld _ -> new Answer.Refused(standing(wanted));
      case Leased.TooShort _ -> new Answer.Later(Duration.ofSeconds(2));
      case Leased.GrantedBefore _ -> new Answer.GivenBefore();
      case Leased.OtherRequest _ -> new Answer.OtherRequest();
    };
  }

  private Standing standing(Wanted wanted) {
    return standings.of(wanted.organization(), wanted.portal());
  }

  private void noteInUse(PortalId portal) {
    long now = System.nanoTime();
    var before = notedInUse.get(portal);
    if (before == null || now - before > NOTED_FOR.toNanos()) {
      notedInUse.put(portal, now);
      turns.inUse(Set.of(portal));
    }
  }
}
