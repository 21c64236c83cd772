package dev.portalledger.command.refresh;

import dev.portalledger.command.hubspot.RefreshSettings;
import dev.portalledger.command.vault.Turns;
import dev.portalledger.command.vault.Turns.Place;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Refreshes the tokens somebody works with before they end, so that callers rarely wait. */
@Component
class RefreshAhead {

  private static final Logger log = LoggerFactory.getLogger(RefreshAhead.class);

  private static final int MOST_IN_ONE_ROUND = 500;
  private static final int AT_ONCE = 16;

  /** More than the jitter of what is due, so that whatever is due is refreshed. */
  private static final Duration MARGIN = Duration.ofSeconds(61);

  private final Turns turns;
  private final FreshTokens tokens;
  private final Orphans orphans;
  private final RefreshSettings settings;

  RefreshAhead(Turns turns, FreshTokens tokens, Orphans orphans, RefreshSettings settings) {
    this.turns = turns;
    this.tokens = tokens;
    this.orphans = orphans;
    this.settings = settings;
  }

  void round() {
    orphans.finish(Duration.ofMinutes(1));
    var due = turns.ending(settings.ahead(), settings.usedWithin(), MOST_IN_ONE_ROUND);
    var room = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(place -> threads.execute(() -> refresh(place, room)));
    }
  }

  private void refresh(Place place, Semaphore room) {
    room.acquireUninterruptibly();
    try {
      var _ = tokens.atLeast(place.organization(), place.portal(), settings.ahead().plus(MARGIN));
    } catch (RuntimeException e) {
      log.warn("Portal {} was not refreshed ahead ({})", place.portal(), e.getClass().getName());
    } finally {
      room.release();
    }
  }
}
