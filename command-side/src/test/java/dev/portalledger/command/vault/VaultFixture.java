package dev.portalledger.command.vault;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.TestKeys;
import dev.portalledger.events.authorization.AttemptId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
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

  static final Instant EXPIRY = Instant.parse("2026-11-24T12:30:00Z");

  private final AnnotationConfigApplicationContext context;

  VaultFixture() {
    context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test", Map.of("ledger.keys.folder", TestKeys.in(temporary()).toString())));
    context.register(Running.class);
    context.refresh();
    CommandDatabase.asOwner().sql("truncate command.credential cascade").update();
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

  static Tokens tokens(String name) {
    return new Tokens(
        new AccessToken("access-" + name), EXPIRY, new RefreshToken("refresh-" + name));
  }

  @Override
  public void close() {
    context.close();
  }

  /** Not annotated as a configuration: the running command side would find it and use its beans. */
  @EnableTransactionManagement(proxyTargetClass = true)
  @ComponentScan(basePackageClasses = Vault.class)
  static class Running {

    @Bean
    DataSource dataSource() {
      return CommandDatabase.asCommandSide();
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
