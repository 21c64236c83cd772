package dev.portalledger.query.projections;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Runs every projection alike: from the first event, in each stream's order, rows and token in one
 * transaction. An event that fails stops the projection or is parked; it is never passed over.
 */
final class Processors implements ConfigurerModule {

  private static final int BATCH = 500;
  // The unit that nodes share; a stream stays in one. Fewer than four measured slower in a replay.
  private static final int SEGMENTS = 4;
  // A killed node's claims end after 7 s (the token store), and somebody sees it within two more.
  private static final long SIGN_OF_LIFE_MILLIS = 2_000;
  private static final long LOOK_FOR_OTHERS_MILLIS = 2_000;
  private static final String SIGNALLED = "query.signalled";

  private final Projections projections;
  private final ConnectionProvider connections;
  private final TransactionManager transactions;
  private final DeadLetterSchema schema;
  private final Savepoints savepoints;
  private final CommitUnawaited commit;
  private final CatchUp catchUp;

  Processors(
      Projections projections,
      ConnectionProvider connections,
      TransactionManager transactions,
      DeadLetterSchema schema,
      Savepoints savepoints,
      CommitUnawaited commit,
      CatchUp catchUp) {
    this.projections = projections;
    this.connections = connections;
    this.transactions = transactions;
    this.schema = schema;
    this.savepoints = savepoints;
    this.commit = commit;
    this.catchUp = catchUp;
  }

  @Override
  public void configureModule(Configurer configurer) {
    projections.groups().forEach(group -> register(configurer.eventProcessing(), group));
  }

  private void register(EventProcessingConfigurer processing, String group) {
    processing
        .registerPooledStreamingEventProcessor(
            group, Configuration::eventStore, (config, builder) -> fromTheFirstEvent(builder))
        .registerSequencingPolicy(group, config -> PerAggregate.ORDER)
        .registerErrorHandler(group, config -> PropagatingErrorHandler.instance())
        .registerListenerInvocationErrorHandler(group, config -> PropagatingErrorHandler.instance())
        .registerHandlerInterceptor(group, config -> this::signalAfterCommit)
        .registerHandlerInterceptor(
            group,
            config ->
                new InBatches(group, savepoints, commit, config.eventProcessingConfiguration()))
        .registerEventHandler(config -> new UnknownEvents(group))
        .assignHandlerInstancesMatching(
            group,
            handler -> handler instanceof UnknownEvents unknown && unknown.group().equals(group))
        .registerDeadLetterQueue(group, config -> deadLetters(config, group))
        .registerDeadLetterPolicy(group, config -> new ParkOrRetry(group))
        .registerDeadLetteringEventHandlerInvokerConfiguration(
            group, (config, builder) -> builder.allowReset(true).enableSequenceIdentifierCache());
  }

  private static PooledStreamingEventProcessor.Builder fromTheFirstEvent(
      PooledStreamingEventProcessor.Builder builder) {
    return builder
        .initialToken(StreamableMessageSource::createTailToken)
        .initialSegmentCount(SEGMENTS)
        .claimExtensionThreshold(SIGN_OF_LIFE_MILLIS)
        .tokenClaimInterval(LOOK_FOR_OTHERS_MILLIS)
        .batchSize(BATCH);
  }

  private JdbcSequencedDeadLetterQueue<EventMessage<?>> deadLetters(
      Configuration config, String group) {
    return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
        .processingGroup(group)
        .connectionProvider(connections)
        .transactionManager(transactions)
        .schema(schema)
        .genericSerializer(config.serializer())
        .eventSerializer(config.eventSerializer())
        .build();
  }

  private @Nullable Object signalAfterCommit(
      UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain) throws Exception {
    unit.getOrComputeResource(
        SIGNALLED,
        key -> {
          unit.afterCommit(done -> catchUp.committed());
          return true;
        });
    return chain.proceed();
  }
}
