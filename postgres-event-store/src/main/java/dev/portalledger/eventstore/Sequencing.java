package dev.portalledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sequencer on this node. One node leads, by an advisory lock that ends with its session,
 * and steps as soon as something is committed anywhere; the others tell it of their commits, and
 * step themselves once a second in case the leader is gone, frozen or does not hear.
 */
final class Sequencing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sequencing.class);

  private static final int AT_ONCE = 5_000;

  /** Under load one step serves all commits of so long. */
  private static final Duration REST = Duration.ofMillis(4);

  private static final long LEADERS_TICK_MILLIS = 250;
  private static final long OTHERS_TICK_MILLIS = 1_000;
  private static final long LONGEST_WAIT_FOR_THE_HORIZON_MILLIS = 50;

  private final Sequencer sequencer = new Sequencer(AT_ONCE);
  private final Semaphore commits = new Semaphore(0);
  private final Head head;
  private final Session session;

  private volatile boolean leads;
  private long waitMillis;
  private long lastTurnOfItsOwn;

  Sequencing(Sessions sessions, Head head) {
    this.head = head;
    this.session = sessions.open("event-sequencer", this::begin, this::turn);
  }

  void start() {
    session.start();
  }

  /** Something was committed, here or elsewhere. Returns at once. */
  void committed() {
    commits.release();
  }

  private void begin(Connection connection) throws SQLException {
    leads = false;
    waitMillis = 0;
    lastTurnOfItsOwn = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(OTHERS_TICK_MILLIS);
    try (var statement = connection.createStatement()) {
      // Positions follow from the events, so losing some in a crash loses nothing.
      statement.execute("set synchronous_commit = off");
    }
  }

  private void turn(Connection connection) throws SQLException, InterruptedException {
    boolean told = commits.tryAcquire(waitMillis, TimeUnit.MILLISECONDS);
    commits.drainPermits();
    if (!leads && isDue()) {
      leads = takesTheLead(connection);
      waitMillis = afterSteps(connection);
    } else if (leads) {
      waitMillis = afterSteps(connection);
    } else if (told) {
      tellTheLeader(connection);
    }
    session.rest(REST);
  }

  /** Whoever only tells the leader, looks for itself once a second, however much it has to tell. */
  private boolean isDue() {
    long now = System.nanoTime();
    if (now - lastTurnOfItsOwn < TimeUnit.MILLISECONDS.toNanos(OTHERS_TICK_MILLIS)) {
      return false;
    }
    lastTurnOfItsOwn = now;
    return true;
  }

  private long afterSteps(Connection connection) throws SQLException {
    Sequencer.Step step;
    do {
      step = sequencer.step(connection);
      head.advance(step.position());
    } while (step.given() == AT_ONCE);
    if (!leads) {
      return OTHERS_TICK_MILLIS;
    }
    if (!step.waiting()) {
      return LEADERS_TICK_MILLIS;
    }
    return step.given() > 0 ? 1 : Math.min(2 * waitMillis, LONGEST_WAIT_FOR_THE_HORIZON_MILLIS);
  }

  private static boolean takesTheLead(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select pg_try_advisory_lock(hashtextextended('events.sequencer', 0))")) {
      row.next();
      boolean taken = row.getBoolean(1);
      if (taken) {
        LOG.info("This node gives events their positions from now on.");
      }
      return taken;
    }
  }

  private static void tellTheLeader(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("notify " + Channels.COMMITTED);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
