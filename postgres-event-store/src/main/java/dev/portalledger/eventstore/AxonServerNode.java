package dev.portalledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * What a node that records at Axon Server does beside: it copies what is recorded, if it leads, and
 * ends the units that others left prepared.
 */
final class AxonServerNode implements SmartLifecycle, AxonServerState {

  private static final Logger LOG = LoggerFactory.getLogger(AxonServerNode.class);

  /** Longer than a commit takes, or it would be ended under its own hands and be tried again. */
  private static final Duration LEFT_AFTER = Duration.ofSeconds(15);

  private static final Duration REST = Duration.ofSeconds(2);

  private static final String LEFT =
      """
      select gid from pg_prepared_xacts
       where database = current_database() and owner = current_user and starts_with(gid, ?)
         and prepared < clock_timestamp() - make_interval(secs => ?)
      """;

  private final UnitsOfTwo units;
  private final AxonServerCopy copy;
  private final Session settling;
  private final boolean mayRecord;
  private volatile boolean running;

  /**
   * @param mayRecord nodes that only read have no right to copy, and need none
   */
  AxonServerNode(Sessions sessions, UnitsOfTwo units, AxonServerCopy copy, boolean mayRecord) {
    this.units = units;
    this.copy = copy;
    this.mayRecord = mayRecord;
    this.settling = sessions.open("prepared-units", _ -> {}, this::settle);
  }

  @Override
  public @Nullable String trouble() {
    return copy.trouble();
  }

  private void settle(Connection connection) throws SQLException, InterruptedException {
    left(connection, LEFT_AFTER).forEach(this::settle);
    settling.rest(REST);
  }

  private void settle(Unit unit) {
    try {
      units.settle(unit);
      LOG.warn("{} was prepared by a node that did not end it; it is settled now", unit.id());
    } catch (DataAccessResourceFailureException away) {
      LOG.warn("{} waits to be settled. {}", unit.id(), away.getMessage());
    }
  }

  /** Prepared for longer than that. */
  static List<Unit> left(Connection connection, Duration after) throws SQLException {
    try (var statement = connection.prepareStatement(LEFT)) {
      statement.setString(1, Unit.PREFIX);
      statement.setDouble(2, after.toMillis() / 1e3);
      var row = statement.executeQuery();
      var left = new ArrayList<Unit>();
      while (row.next()) {
        left.add(new Unit(row.getString(1)));
      }
      return left;
    }
  }

  @Override
  public void start() {
    running = true;
    if (mayRecord) {
      settling.start();
      copy.start();
    }
  }

  @Override
  public void stop() {
    running = false;
    copy.close();
    settling.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** As the node that gives positions: before processors start and after they stop. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
