package dev.portalledger.query.replay;

import dev.portalledger.query.projections.Comparison;
import dev.portalledger.query.projections.History;
import dev.portalledger.query.projections.ReadModels;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayConfiguration {

  @Bean
  Jobs replayJobs(JdbcClient db, ReplaySettings settings) {
    return new Jobs(db, UUID.randomUUID().toString(), settings.turn());
  }

  @Bean
  Replayer replayer(
      JdbcClient db,
      PlatformTransactionManager transactions,
      Jobs replayJobs,
      History history,
      ReadModels models,
      Comparison comparison) {
    return new Replayer(
        db,
        new TransactionTemplate(transactions),
        replayJobs,
        history,
        models,
        comparison,
        Replayer.BATCH);
  }

  @Bean
  ReplayWorkers replayWorkers(
      ReplaySettings settings,
      Jobs replayJobs,
      Replayer replayer,
      PlatformTransactionManager transactions) {
    return new ReplayWorkers(settings, replayJobs, replayer, new TransactionTemplate(transactions));
  }
}
