package dev.portalledger.command.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.TestKeys;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The vault as it runs, on an empty table. */
final class VaultFixture implements AutoCloseable {

  /** This node's clock is wrong. */
  static final Duration SKEW = Duration.ofMinutes(-10);

  static final Duration LIFE = Duration.ofMinutes(30);

  private final AnnotationConfigApplicationContext context;
  private final Path keys;

  /** With keys of its own, on empty tables. */
  VaultFixture() {
    this(TestKeys.in(temporary()), Map.of());
    // What else was sealed belongs to whoever else runs on this database.
    CommandDatabase.asOwner()
        .sql("truncate command.credential; delete from command.data_key where owner <> 'sealed'")
        .update();
  }

  /** With given keys, on the tables as they are: another node, or the same one started again. */
  VaultFixture(Path keys, Map<String, Object> settings) {
    this.keys = keys;
    var all = new HashMap<>(settings);
    all.put("ledger.keys.folder", keys.toString());
    context = new AnnotationConfigApplicationContext();
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
    context.register(Running.class);
    context.refresh();
  }

  Path keys() {
    return keys;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  Turns turns() {
    return context.getBean(Turns.class);
  }

  /** Makes the credential of a portal, as the vault itself does. */
  CredentialId connect(OrganizationId organization, PortalId portal, int generation, String name) {
    var attempt = attempt();
    vault().keepPending(attempt, organization, tokens(name));
    return inTransaction(
        () ->
            vault()
                .activate(attempt, organization, portal, generation, generation - 1)
                .credential());
  }

  /** What somebody does who owns the tables, and whom no trigger stops. */
  static int tamper(String sql) {
    return untriggered(owner -> owner.sql(sql).update());
  }

  static int untriggered(ToIntFunction<JdbcClient> change) {
    var owner = CommandDatabase.asOwner();
    triggers(owner, "disable");
    try {
      return change.applyAsInt(owner);
    } finally {
      triggers(owner, "enable");
    }
  }

  private static void triggers(JdbcClient owner, String doing) {
    owner
        .sql(
            """
            alter table command.credential %1$s trigger user;
            alter table command.data_key %1$s trigger user
            """
                .formatted(doing))
        .update();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Vault vault() {
    return context.getBean(Vault.class);
  }

  Sealer sealer() {
    return context.getBean(Sealer.class);
  }

  <T> T inTransaction(Supplier<T> work) {
    var transactions = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    T result = transactions.execute(_ -> work.get());
    if (result == null) {
      throw new IllegalStateException("no result");
    }
    return result;
  }

  void inTransaction(Runnable work) {
    inTransaction(
        () -> {
          work.run();
          return true;
        });
  }

  JdbcClient db() {
    return context.getBean(JdbcClient.class);
  }

  List<Map<String, Object>> rows() {
    return db().sql("select * from command.credential order by created_at").query().listOfRows();
  }

  String status(CredentialId id) {
    return db().sql("select status from command.credential where credential_id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  static AttemptId attempt() {
    return new AttemptId(UUID.randomUUID().toString());
  }

  /** The tokens of this name, whenever they end. */
  static Consumer<Tokens> like(String name) {
    return tokens -> {
      assertThat(tokens.access()).isEqualTo(tokens(name).access());
      assertThat(tokens.refresh()).isEqualTo(tokens(name).refresh());
    };
  }

  static Tokens tokens(String name) {
    return new Tokens(
        new AccessToken("access-" + name),
        Instant.now().plus(SKEW).plus(LIFE),
        new RefreshToken("refresh-" + name));
  }

  @Override
  public void close() {
    context.close();
  }

  /** Not annotated as a configuration: the running command side would find it and use its beans. */
  @EnableTransactionManagement(proxyTargetClass = true)
  @ComponentScan(basePackageClasses = Vault.class)
  static class Running {

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource() {
      var pool = new HikariDataSource();
      pool.setJdbcUrl(CommandDatabase.url());
      pool.setUsername("ledger");
      pool.setPassword("ledger");
      pool.setMaximumPoolSize(4);
      return pool;
    }

    @Bean
    Clock clock() {
      return Clock.offset(Clock.systemUTC(), SKEW);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
      return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource dataSource) {
      return new DataSourceTransactionManager(dataSource);
    }
  }
}
