package dev.portalledger.standalone.kill;

import dev.portalledger.eventstore.EventTypes;
import dev.portalledger.eventstore.EventTypes.EventType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A process that records events as fast as it can until it is killed, and says the id of each one
 * once it is committed. Arguments: settings of its application, name by name, {@code --deaf=true}
 * to commit without waiting for the disk, and {@code --rows=true} to write a row of the
 * application's own with each event, {@code --quiet=true} to record nothing.
 */
final class EventWriter {

  private static final int THREADS = 4;

  record Written(String by) {}

  private final EventStore events;
  private final JdbcTemplate db;
  private final TransactionTemplate transactions;
  private final boolean deaf;
  private final boolean rows;

  private EventWriter(
      EventStore events,
      JdbcTemplate db,
      TransactionTemplate transactions,
      boolean deaf,
      boolean rows) {
    this.events = events;
    this.db = db;
    this.transactions = transactions;
    this.deaf = deaf;
    this.rows = rows;
  }

  public static void main(String[] arguments) {
    var context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(
                Map.of(
                    "spring.main.banner-mode", "off",
                    "logging.level.root", "off",
                    "spring.flyway.enabled", "false",
                    "spring.datasource.hikari.connection-timeout", "1000",
                    "axon.axonserver.enabled", "false"))
            .run(arguments);
    var writer =
        new EventWriter(
            context.getBean(EventStore.class),
            context.getBean(JdbcTemplate.class),
            context.getBean(TransactionTemplate.class),
            context.getEnvironment().getProperty("deaf", Boolean.class, false),
            context.getEnvironment().getProperty("rows", Boolean.class, false));
    boolean quiet = context.getEnvironment().getProperty("quiet", Boolean.class, false);
    for (int i = 0; i < (quiet ? 0 : THREADS); i++) {
      Thread.ofPlatform().start(writer::write);
    }
  }

  /** What was not acknowledged may or may not be there; so each try has a stream of its own. */
  private void write() {
    while (true) {
      var id = UUID.randomUUID().toString();
      try {
        transactions.executeWithoutResult(_ -> record(id));
        System.out.println(id);
      } catch (DataAccessException | TransactionException | AxonException _) {
        // The database is away; the pool waits a second before it says so.
      }
    }
  }

  private void record(String id) {
    if (deaf) {
      db.execute("set local synchronous_commit = off");
    }
    if (rows) {
      db.update("insert into application.written values (?)", id);
    }
    events.publish(new GenericDomainEventMessage<>("Writer", id, 0, new Written(id)));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    @Bean
    EventTypes types() {
      return EventTypes.of(List.of(new EventType("writer.written", "1", Written.class)));
    }
  }
}
