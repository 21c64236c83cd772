package dev.portalledger.eventstore;

import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon on PostgreSQL, every bean by hand: Axon 4.13 orders its own auto-configuration by Spring
 * Boot 3 class names, and on Boot 4 silently runs commands without a transaction.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
    },
    beforeName = {
      "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
      "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
      "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration",
      "org.axonframework.springboot.autoconfig.AxonTracingAutoConfiguration",
      "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
      "org.axonframework.springboot.autoconfig.InfraConfiguration"
    })
@EnableConfigurationProperties({DatabaseSettings.class, TraceSettings.class})
@Import({
  PositionedEventsConfiguration.class,
  PostgresEventsConfiguration.class,
  AxonServerEventsConfiguration.class
})
class PostgresEventStoreAutoConfiguration {

  /**
   * After so long without a sign of life a node's part of a projection is another's. If it was only
   * slow its batch is rolled back, for the claim is looked at in the same transaction.
   */
  private static final Duration CLAIM = Duration.ofSeconds(7);

  @Bean
  SchemaMigrations schemaMigrations(
      @Value("${spring.datasource.url}") String url, DatabaseSettings settings) {
    var migrations = new SchemaMigrations(url, settings);
    migrations.asOwner(DatabaseCheck::requireVersion);
    migrations.migrate("events");
    return migrations;
  }

  @Bean
  TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  TransactionGuard transactionGuard(TransactionManager transactions) {
    return new TransactionGuard(transactions);
  }

  @Bean
  SpanFactory spanFactory(TraceSettings settings) {
    return settings.wanted() ? new TracedMessages(settings) : NoOpSpanFactory.INSTANCE;
  }

  @Bean
  ConnectionProvider connectionProvider(DataSource dataSource) {
    return new UnitOfWorkAwareConnectionProviderWrapper(
        new SpringDataSourceConnectionProvider(dataSource));
  }

  @Bean
  PersistenceExceptionResolver persistenceExceptionResolver() {
    return new Conflicts();
  }

  /**
   * For tokens and snapshots. A token of a replay holds an object of any type; Jackson refuses to
   * read that unless told which types may come: Axon's own and no others.
   */
  @Bean
  @Primary
  Serializer serializer() {
    var axonsOwn =
        BasicPolymorphicTypeValidator.builder().allowIfSubType("org.axonframework.").build();
    return Jackson3Serializer.builder()
        .jsonMapperBuilderCustomizer(mapper -> mapper.polymorphicTypeValidator(axonsOwn))
        .build();
  }

  /** Events, snapshots and parked events carry the names of a closed map. */
  @Bean
  @Qualifier("eventSerializer")
  Serializer eventSerializer(ObjectProvider<EventTypes> types) {
    return new NamedTypesSerializer(EventTypes.merged(types.orderedStream()));
  }

  /**
   * Says who works on which part of a projection.
   *
   * @param node a name that outlives the process, for a node that cannot run twice: after a kill it
   *     goes on at once. Without one each process is another node and waits until the claims of the
   *     dead one end.
   */
  @Bean
  TokenStore tokenStore(
      ConnectionProvider connections,
      Serializer serializer,
      @Value("${ledger.node-id:}") String node) {
    var store =
        JdbcTokenStore.builder()
            .schema(AxonTables.TOKENS)
            .connectionProvider(connections)
            .serializer(serializer)
            .claimTimeout(CLAIM);
    return (node.isBlank() ? store : store.nodeId(node)).build();
  }

  @Bean
  AppendedEvents appendedEvents(EventStore store) {
    return new AppendedEvents(store);
  }

  @Bean
  DeadLetterSchema deadLetterSchema() {
    return AxonTables.DEAD_LETTERS;
  }
}
