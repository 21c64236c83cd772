package dev.portalledger.query.projections;

import dev.portalledger.events.StoredName;
import dev.portalledger.eventstore.EventTypes;
import dev.portalledger.eventstore.EventTypes.EventType;
import dev.portalledger.eventstore.PositionedEvents;
import java.time.Duration;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ProjectionsConfiguration {

  @Bean
  Projections queryProjections(ListableBeanFactory beans) {
    return Projections.in(beans);
  }

  @Bean
  CatchUp queryCatchUp() {
    return new CatchUp(Duration.ofSeconds(5));
  }

  @Bean
  Savepoints querySavepoints(PlatformTransactionManager transactions) {
    return new Savepoints(transactions);
  }

  @Bean
  Processors queryProcessors(
      Projections projections,
      ConnectionProvider connections,
      TransactionManager transactions,
      DeadLetterSchema schema,
      Savepoints savepoints,
      JdbcClient db,
      CatchUp catchUp) {
    var commit = new CommitUnawaited(db);
    return new Processors(
        projections, connections, transactions, schema, savepoints, commit, catchUp);
  }

  @Bean("parkedEventsHealthIndicator")
  ParkedEvents queryParkedEvents(Projections projections, EventProcessingConfiguration processing) {
    return new ParkedEvents(projections, processing);
  }

  @Bean
  ReadModels queryReadModels(List<ReadModel> models, Savepoints savepoints) {
    return new ReadModels(models, savepoints);
  }

  @Bean
  History queryHistory(PositionedEvents events, JdbcClient db) {
    return new History(events, db);
  }

  @Bean
  LivePositions queryLivePositions(JdbcClient db) {
    return new LivePositions(db);
  }

  @Bean
  Comparison queryComparison(
      JdbcClient db,
      History history,
      LivePositions live,
      CatchUp catchUp,
      PlatformTransactionManager transactions) {
    return new Comparison(db, history, live, catchUp, transactions);
  }

  @Bean
  EventTypes queryEventTypes() {
    return EventTypes.of(
        StoredName.ALL,
        stored ->
            new EventType(
                stored.name(),
                stored.revision(),
                stored.event(),
                formerly(stored.formerly()),
                stored.earlierRevisions()));
  }

  private static List<String> formerly(@Nullable String name) {
    return name == null ? List.of() : List.of(name);
  }
}
