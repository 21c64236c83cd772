package dev.portalledger.query.replay.rebuild;

import dev.portalledger.query.projections.Comparison;
import dev.portalledger.query.projections.History;
import dev.portalledger.query.projections.ReadModels;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RebuildSettings.class)
class RebuildConfiguration {

  @Bean
  Rebuilds projectionRebuilds(JdbcClient db) {
    return new Rebuilds(db);
  }

  @Bean
  Turns rebuildTurns(JdbcClient db, RebuildSettings settings) {
    return new Turns(db, UUID.randomUUID().toString(), settings.turn());
  }

  /** One fetches, the others write. */
  @Bean(destroyMethod = "shutdown")
  @Qualifier("rebuildThreads")
  ExecutorService rebuildThreads(RebuildSettings settings) {
    return Executors.newFixedThreadPool(
        settings.writers() + 1, Thread.ofPlatform().daemon().name("rebuild-", 0).factory());
  }

  @Bean
  Rebuilder projectionRebuilder(
      JdbcClient db,
      PlatformTransactionManager transactions,
      Turns rebuildTurns,
      History history,
      ReadModels models,
      Comparison comparison,
      @Qualifier("rebuildThreads") ExecutorService rebuildThreads,
      RebuildSettings settings) {
    var transaction = new TransactionTemplate(transactions);
    var stretches =
        new Stretches(
            db,
            transaction,
            rebuildTurns,
            history,
            models,
            rebuildThreads,
            settings.batch(),
            settings.writers());
    return new Rebuilder(db, transaction, rebuildTurns, history, models, comparison, stretches);
  }

  @Bean
  RebuildWorker rebuildWorker(
      Rebuilds projectionRebuilds,
      Turns rebuildTurns,
      Rebuilder projectionRebuilder,
      PlatformTransactionManager transactions,
      ReadModels models,
      RebuildSettings settings) {
    return new RebuildWorker(
        projectionRebuilds,
        rebuildTurns,
        projectionRebuilder,
        new TransactionTemplate(transactions),
        models,
        settings.checkEvery());
  }

  @Bean("selfCheckHealthIndicator")
  SelfCheckHealth selfCheckHealth(Rebuilds projectionRebuilds, ReadModels models) {
    return new SelfCheckHealth(projectionRebuilds, models);
  }
}
