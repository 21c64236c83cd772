package dev.portalledger.command.refresh;

import com.zaxxer.hikari.HikariDataSource;
import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.hubspot.TokenRefresh;
import dev.portalledger.command.revocation.Revocations;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.command.vault.Turns;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** One node as far as refreshing goes: its own pool, its own in-process state, its own clock. */
final class RefreshNode implements AutoCloseable {

  static final OrganizationId ACME = new OrganizationId("acme");

  private final AnnotationConfigApplicationContext context;

  RefreshNode(
      String database, String hubSpot, Path keys, Map<String, String> settings, Clock clock) {
    this(database, hubSpot, keys, settings, clock, null);
  }

  /** With another client of HubSpot, unless null. */
  RefreshNode(
      String database,
      String hubSpot,
      Path keys,
      Map<String, String> settings,
      Clock clock,
      @Nullable TokenRefresh client) {
    context = new AnnotationConfigApplicationContext();
    var fake = client;
    if (fake != null) {
      context.registerBean("fake", TokenRefresh.class, () -> fake, b -> b.setPrimary(true));
    }
    var all = new HashMap<String, Object>(settings);
    all.put("test.database", database);
    all.put("ledger.keys.folder", keys.toString());
    all.put("ledger.hubspot.client-id", "app-1");
    all.put("ledger.hubspot.client-secret", "secret");
    all.put("ledger.hubspot.api-url", hubSpot);
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
    context.registerBean(Clock.class, () -> clock);
    context.register(Running.class);
    context.refresh();
  }

  FreshTokens tokens() {
    return context.getBean(FreshTokens.class);
  }

  RefreshAhead ahead() {
    return context.getBean(RefreshAhead.class);
  }

  Turns turns() {
    return context.getBean(Turns.class);
  }

  Vault vault() {
    return context.getBean(Vault.class);
  }

  Revocations revocations() {
    return context.getBean(Revocations.class);
  }

  JdbcClient db() {
    return context.getBean(JdbcClient.class);
  }

  TransactionTemplate transaction() {
    return context.getBean(TransactionTemplate.class);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  static HikariDataSource pool(String database) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(database);
    pool.setUsername("ledger");
    pool.setPassword("ledger");
    pool.setMaximumPoolSize(10);
    return pool;
  }

  /** A connection whose access token lives for so long by the database's clock. */
  void connect(PortalId portal, int generation, String refreshToken, Duration life) {
    var attempt = new AttemptId(UUID.randomUUID().toString());
    vault()
        .keepPending(
            attempt,
            ACME,
            new Tokens(
                new AccessToken("old-access-" + portal + "-" + generation),
                Instant.parse("2026-01-01T00:00:00Z"),
                new RefreshToken(refreshToken)));
    transaction()
        .executeWithoutResult(
            _ -> {
              var activated = vault().activate(attempt, ACME, portal, generation, generation);
              var superseded = activated.superseded();
              if (superseded != null) {
                revocations().superseded(superseded, ACME);
              }
            });
    age(portal, life);
  }

  void age(PortalId portal, Duration life) {
    db().sql(
            """
            update command.credential
               set access_expires_at = clock_timestamp() + make_interval(secs => :life)
             where portal_id = :portal and status = 'ACTIVE'
            """)
        .param("life", life.toMillis() / 1000.0)
        .param("portal", portal.value())
        .update();
  }

  @Override
  public void close() {
    context.close();
  }

  /** Not annotated as a configuration: the running command side would find it and use its beans. */
  @EnableTransactionManagement(proxyTargetClass = true)
  @ComponentScan(
      basePackageClasses = {Vault.class, HubSpot.class, FreshTokens.class, Revocations.class},
      excludeFilters =
          @Filter(
              type = FilterType.REGEX,
              pattern = ".*(UpstreamRevocation|AppUninstall|Settlement|Schedule|Test.*)"))
  static class Running {

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Environment settings) {
      return pool(settings.getRequiredProperty("test.database"));
    }

    @Bean
    ToldSuspicions suspicions() {
      return new ToldSuspicions();
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
      return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource dataSource) {
      return new DataSourceTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
      return new TransactionTemplate(transactions);
    }
  }
}
