package dev.portalledger.query.projections;

import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Counts the events that were parked, shows them in the health of the process, and tries them again
 * from time to time: what a fixed bug or a mended row lets through needs no hand.
 */
final class ParkedEvents implements HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(ParkedEvents.class);
  private static final Status DEGRADED =
      new Status("DEGRADED", "A projection lacks events or stands still.");

  private final Projections projections;
  private final EventProcessingConfiguration processing;

  ParkedEvents(Projections projections, EventProcessingConfiguration processing) {
    this.projections = projections;
    this.processing = processing;
  }

  @Override
  public Health health() {
    Map<String, Long> parked = new TreeMap<>();
    projections.groups().forEach(group -> parked.put(group, countOf(group)));
    Map<String, Boolean> running = new TreeMap<>();
    projections.groups().forEach(group -> running.put(group, isRunning(group)));
    boolean well =
        parked.values().stream().allMatch(count -> count == 0)
            && running.values().stream().allMatch(yes -> yes);
    return (well ? Health.up() : Health.status(DEGRADED))
        .withDetail("parked", parked)
        .withDetail("running", running)
        .build();
  }

  @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
  void tryAgain() {
    projections.groups().forEach(this::tryAgain);
  }

  void tryAgain(String group) {
    long sequences =
        processing.deadLetterQueue(group).map(queue -> queue.amountOfSequences()).orElse(0L);
    for (long sequence = 0; sequence < sequences; sequence++) {
      processing.sequencedDeadLetterProcessor(group).ifPresent(letters -> letters.processAny());
    }
    long left = countOf(group);
    if (left > 0) {
      log.error("{}: {} events are parked; see events.dead_letter_entry", group, left);
    }
  }

  private long countOf(String group) {
    return processing.deadLetterQueue(group).map(queue -> queue.size()).orElse(0L);
  }

  private boolean isRunning(String group) {
    return processing
        .eventProcessorByProcessingGroup(group)
        .filter(processor -> processor.isRunning() && !processor.isError())
        .isPresent();
  }
}
