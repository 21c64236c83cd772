package dev.portalledger.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.portalledger.events.connection.PortalConnected;
import java.sql.SQLException;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * Client accounts as one writes them first: Axon's JDBC engine, a pooled processor, one statement
 * per event. Its rows go into a table of the product's own shape.
 */
record StockProjection(StockJdbc.StockNode node, StreamingEventProcessor processor)
    implements AutoCloseable {

  static final String TABLE = "bench.stock_accounts";

  private static final int BATCH = 200;
  private static final int SEGMENTS = 4;
  private static final String GROUP = "stock-accounts";

  static StockProjection start(Database database) throws SQLException {
    StockJdbc.createTables(database);
    AccountRows.createTable(TABLE, database);
    HikariDataSource pool = database.pool();
    var lazy = new LazyConnectionDataSourceProxy(pool);
    var configurer = StockJdbc.configurer(lazy);
    configurer
        .eventProcessing()
        .registerPooledStreamingEventProcessor(
            GROUP,
            config -> config.eventStore(),
            (_, builder) ->
                builder
                    .initialToken(StreamableMessageSource::createTailToken)
                    .initialSegmentCount(SEGMENTS)
                    .batchSize(BATCH))
        .registerEventHandler(_ -> new Handler(JdbcClient.create(lazy)));
    var axon = configurer.start();
    var processor =
        axon.eventProcessingConfiguration()
            .eventProcessor(GROUP, StreamingEventProcessor.class)
            .orElseThrow();
    return new StockProjection(new StockJdbc.StockNode(axon, pool), processor);
  }

  @Override
  public void close() {
    node.close();
  }

  @ProcessingGroup(GROUP)
  static final class Handler {

    private final JdbcClient db;

    private Handler(JdbcClient db) {
      this.db = db;
    }

    @EventHandler
    void on(PortalConnected event, @SequenceNumber long version) {
      var grant = event.grant();
      db.sql(AccountRows.UPSERT_ONE.formatted(TABLE))
          .param(event.organizationId().value())
          .param(event.portalId().value())
          .param(event.occurredAt().atOffset(ZoneOffset.UTC))
          .param(event.occurredAt().atOffset(ZoneOffset.UTC))
          .param(grant.generation())
          .param(grant.scopes().toArray(String[]::new))
          .param(grant.hubDomain())
          .param(grant.authorizer().value())
          .param(grant.authorizerStanding().name())
          .param(event.connectedBy().value())
          .param(version)
          .param(event.occurredAt().atOffset(ZoneOffset.UTC))
          .update();
    }

    @ResetHandler
    void reset() {
      db.sql("truncate " + TABLE).update();
    }
  }
}
