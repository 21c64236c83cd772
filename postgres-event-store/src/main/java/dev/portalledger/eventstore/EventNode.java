package dev.portalledger.eventstore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * This node's part in reading all events in one order: it hears of positions, and if its login may
 * record events it gives them too.
 */
final class EventNode implements SmartLifecycle {

  private final Head head = new Head();
  private final Hearing hearing;
  private final @Nullable Sequencing sequencing;
  private volatile boolean running;

  EventNode(Sessions sessions, boolean maySequence) {
    this.sequencing = maySequence ? new Sequencing(sessions, head) : null;
    this.hearing = new Hearing(sessions, head, this::committed);
  }

  /** Nodes that only read have no right to give positions, and need none. */
  static boolean maySequence(JdbcTemplate database) {
    return Boolean.TRUE.equals(
        database.queryForObject(
            "select has_table_privilege('events.event_position', 'insert')", Boolean.class));
  }

  Head head() {
    return head;
  }

  /** Events were committed, here or elsewhere. */
  void committed() {
    sequencing().ifPresent(Sequencing::committed);
  }

  private Optional<Sequencing> sequencing() {
    return Optional.ofNullable(sequencing);
  }

  @Override
  public void start() {
    running = true;
    hearing.start();
    sequencing().ifPresent(Sequencing::start);
  }

  @Override
  public void stop() {
    running = false;
    hearing.close();
    sequencing().ifPresent(Sequencing::close);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before processors start and after they stop. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
