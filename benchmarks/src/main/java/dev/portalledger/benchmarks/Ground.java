package dev.portalledger.benchmarks;

import dev.portalledger.standalone.RunningStandalone;
import dev.portalledger.standalone.StandaloneOptions;
import dev.portalledger.standalone.machine.Ports;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The whole product, running in this process on a folder of its own. */
final class Ground implements AutoCloseable {

  static final String CLIENT_ACCOUNTS = "client-accounts";

  private static final int FIRST_PORT = 21_080;
  private static final long LOOK_AGAIN_NANOS = 10_000_000;

  private final StandaloneOptions options;
  private final RunningStandalone running;
  private final Database database;
  private final ProductNode node;

  Ground(Path folder) {
    int port = Ports.nextFree(FIRST_PORT);
    int sandbox = Ports.nextFree(port + 1);
    this.options = new StandaloneOptions(port, sandbox, Ports.nextFree(sandbox + 1), folder, false);
    this.running = RunningStandalone.start(options);
    this.database = Database.of(running.product().getEnvironment());
    this.node = ProductNode.in(running.product());
  }

  StandaloneOptions options() {
    return options;
  }

  Database database() {
    return database;
  }

  /** Takes commands; a handler is subscribed once. */
  ProductNode node() {
    return node;
  }

  String url() {
    return running.url();
  }

  <T> T bean(Class<T> type) {
    return running.product().getBean(type);
  }

  private Map<String, StreamingEventProcessor> processors() {
    return bean(EventProcessingConfiguration.class).eventProcessors().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, p -> (StreamingEventProcessor) p.getValue()));
  }

  StreamingEventProcessor clientAccounts() {
    return java.util.Objects.requireNonNull(processors().get(CLIENT_ACCOUNTS));
  }

  /** What is measured then is recording events, not reading them. */
  void stopProjections() {
    processors().values().forEach(StreamingEventProcessor::shutDown);
  }

  void startProjections() {
    processors().values().forEach(StreamingEventProcessor::start);
    processors().values().forEach(this::awaitCaughtUp);
  }

  /** Where the last event is. */
  long head() {
    var token = bean(EventStore.class).createHeadToken();
    return token == null ? 0 : token.position().orElse(0);
  }

  /** Until events that came in past the store are known to it. */
  void awaitHead(long events) {
    while (head() < events) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  long events() throws SQLException {
    return database.number("select count(*) from " + EventTable.in(database).name());
  }

  void awaitCaughtUp(StreamingEventProcessor processor) {
    awaitPosition(processor, head());
  }

  static void awaitPosition(StreamingEventProcessor processor, long position) {
    while (!isAt(processor, position)) {
      if (processor.isError()) {
        throw new IllegalStateException(processor.getName() + " stands still");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static boolean isAt(StreamingEventProcessor processor, long position) {
    var segments = processor.processingStatus().values();
    return !segments.isEmpty()
        && segments.stream().allMatch(s -> s.getCurrentPosition().orElse(-1) >= position);
  }

  @Override
  public void close() {
    running.close();
  }
}
