package dev.portalledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with a database session of its own that does the same again and again until closed. A
 * session that breaks is replaced; that is said once, and once again when it works.
 */
final class Session implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(12);

  interface Work {
    void on(Connection connection) throws SQLException, InterruptedException;
  }

  private final String name;
  private final Sessions sessions;
  private final Work begin;
  private final Work turn;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean broken;

  Session(String name, Sessions sessions, Work begin, Work turn) {
    this.name = name;
    this.sessions = sessions;
    this.begin = begin;
    this.turn = turn;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!isClosed()) {
        turnUntilBroken();
        rest(BETWEEN_TRIES);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void turnUntilBroken() throws InterruptedException {
    try (var connection = sessions.connect(name)) {
      begin.on(connection);
      while (!isClosed()) {
        turn.on(connection);
        works();
      }
    } catch (SQLException | RuntimeException e) {
      breaks(e);
    }
  }

  private void works() {
    if (broken) {
      LOG.info("{} works again", name);
      broken = false;
    }
  }

  private void breaks(Exception e) {
    if (!broken && !isClosed()) {
      LOG.warn("{} lost its database session and tries to get another", name, e);
      broken = true;
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Waits, but not for longer than until it is closed. */
  void rest(Duration time) throws InterruptedException {
    boolean _ = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Interrupts what waits in the thread, not what is being done in the database. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    if (!thread.isAlive()) {
      return;
    }
    try {
      boolean _ = thread.join(PATIENCE_AT_CLOSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
