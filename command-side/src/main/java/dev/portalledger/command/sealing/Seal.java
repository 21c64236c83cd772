package dev.portalledger.command.sealing;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows whether ledgers are sealed. What is recorded in one that is not could be taken back without
 * a trace, so members are told to wait. Looked up once a second at most.
 */
@Component
public class Seal {

  /** What is known of it. */
  public enum State {
    WHOLE,
    /** Nobody signs, or what is recorded is not sealed in time. */
    STANDS_STILL,
    /** This ledger is not what was signed of it. */
    BROKEN
  }

  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private record Seen(boolean standsStill, Set<String> broken, long at) {

    boolean isFresh() {
      return System.nanoTime() - at < FRESH;
    }
  }

  private final JdbcClient db;
  private final Duration patience;
  private volatile Seen last = new Seen(false, Set.of(), System.nanoTime() - FRESH);

  Seal(JdbcClient db, SealingSettings settings) {
    this.db = db;
    this.patience = settings.patience();
  }

  public State of(OrganizationId organization) {
    Seen seen = last;
    if (!seen.isFresh()) {
      seen = isInstalled() ? look() : new Seen(false, Set.of(), System.nanoTime());
      last = seen;
    }
    if (seen.broken().contains(organization.value())) {
      return State.BROKEN;
    }
    return seen.standsStill() ? State.STANDS_STILL : State.WHOLE;
  }

  /** The query side makes the tables; where it never was, nothing is sealed. */
  private boolean isInstalled() {
    return db.sql("select to_regclass('sealing.refusal') is not null")
        .query(Boolean.class)
        .single();
  }

  private Seen look() {
    boolean standsStill =
        db.sql(
                """
                select exists (select from sealing.signer)
                   and (not exists (select from sealing.signer
                                     where alive_at > clock_timestamp() - make_interval(secs => :patience))
                        or exists (select from events.event_position
                                    where position > (select position from sealing.sealer)
                                      and sequenced_at < clock_timestamp() - make_interval(secs => :patience)))
                """)
            .param("patience", patience.toMillis() / 1000.0)
            .query(Boolean.class)
            .single();
    var broken =
        Set.copyOf(db.sql("select organization from sealing.refusal").query(String.class).list());
    return new Seen(standsStill, broken, System.nanoTime());
  }
}
