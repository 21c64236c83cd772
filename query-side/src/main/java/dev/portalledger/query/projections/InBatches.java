package dev.portalledger.query.projections;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionStatus;

/**
 * Writes what a batch of events changes once, after its last event and before its token is stored.
 * If that fails, the same events are handled again in the same transaction, each behind a savepoint
 * of its own: the bad one is parked, the others are through.
 */
final class InBatches implements MessageHandlerInterceptor<EventMessage<?>> {

  private static final Logger log = LoggerFactory.getLogger(InBatches.class);
  private static final String SAVEPOINT = "query.batch-savepoint";

  private final String group;
  private final Savepoints savepoints;
  private final CommitUnawaited commit;
  private final EventProcessingConfiguration processing;

  InBatches(
      String group,
      Savepoints savepoints,
      CommitUnawaited commit,
      EventProcessingConfiguration processing) {
    this.group = group;
    this.savepoints = savepoints;
    this.commit = commit;
    this.processing = processing;
  }

  @Override
  public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    if (!(unit instanceof BatchingUnitOfWork<? extends EventMessage<?>> events)) {
      // A parked event is tried again on its own.
      return chain.proceed();
    }
    if (events.isFirstMessage()) {
      commit.inThisTransaction();
      unit.resources().put(SAVEPOINT, savepoints.begin());
      Batch.beginIn(unit);
    }
    Object result = chain.proceed();
    if (events.isLastMessage()) {
      write(Batch.endIn(unit), events);
    }
    return result;
  }

  private void write(Batch batch, BatchingUnitOfWork<? extends EventMessage<?>> events)
      throws Exception {
    TransactionStatus savepoint = events.getResource(SAVEPOINT);
    try {
      batch.write();
      savepoints.release(savepoint);
    } catch (RuntimeException e) {
      savepoints.rollback(savepoint);
      if (ParkOrRetry.isDatabaseTrouble(e)) {
        throw new ParkOrRetry.DatabaseTrouble(e);
      }
      log.warn(
          "{}: {} events could not be written together: {}; trying one at a time",
          group,
          events.getMessages().size(),
          ParkOrRetry.code(e));
      oneAtATime(events);
    }
  }

  private void oneAtATime(BatchingUnitOfWork<? extends EventMessage<?>> events) throws Exception {
    EventHandlerInvoker handlers =
        processing
            .eventProcessor(group, PooledStreamingEventProcessor.class)
            .orElseThrow()
            .eventHandlerInvoker();
    Segment segment = segmentOf(events);
    for (EventMessage<?> event : events.getMessages()) {
      handlers.handle(event, segment);
    }
  }

  /** The processor itself forgets a segment's status for a moment whenever it begins anew. */
  private Segment segmentOf(UnitOfWork<?> events) {
    Integer id = events.getResource("Processor[" + group + "]/SegmentId");
    return Segment.computeSegment(id, processing.tokenStore(group).fetchSegments(group));
  }
}
