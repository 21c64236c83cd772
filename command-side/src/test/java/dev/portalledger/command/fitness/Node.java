package dev.portalledger.command.fitness;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.CommandSideApplication;
import dev.portalledger.command.CommandSideSettings;
import dev.portalledger.command.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A command side on a database of its own kind of test, which a well node prepared. */
final class Node implements AutoCloseable {

  private static final String DATABASE = "fitness";
  private static final Path KEYS = freshKeys();
  private static final JdbcClient DB = prepared();

  private final ConfigurableApplicationContext context;

  private Node(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Like all others but for what is given. */
  static Node start(TurnedClock clock, Map<String, Object> more) {
    return start(clock, more, List.of());
  }

  /** One of another version. */
  static Node with(BeanPostProcessor version) {
    return start(new TurnedClock(Duration.ZERO), Map.of(), List.of(version));
  }

  private static Node start(
      TurnedClock clock, Map<String, Object> more, List<BeanPostProcessor> version) {
    var settings = new HashMap<String, Object>();
    settings.put("ledger.keys.folder", KEYS.toString());
    settings.put("spring.session.jdbc.cleanup-cron", "-");
    settings.putAll(more);
    var application = new SpringApplication(CommandSideApplication.class);
    application.setDefaultProperties(
        CommandSideSettings.of(url(), "http://127.0.0.1:1", "http://127.0.0.1:1", settings));
    application.addInitializers(
        early -> {
          early.getBeanFactory().registerSingleton("clock", clock);
          version.forEach(early.getBeanFactory()::addBeanPostProcessor);
        });
    return new Node(application.run());
  }

  static Node start(Map<String, Object> more) {
    return start(new TurnedClock(Duration.ZERO), more);
  }

  static Path freshKeys() {
    try {
      return TestKeys.in(Files.createTempDirectory("keys"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the others, but one of them. */
  static Path keysBut(String file) throws IOException {
    var keys = freshKeys();
    for (var same : List.of("vault.json", "subject.json", "fingerprint.json", "certificate.json")) {
      if (!same.equals(file)) {
        Files.copy(
            KEYS.resolve(same),
            keys.resolve(same),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return keys;
  }

  /** As the superuser. */
  static JdbcClient db() {
    return DB;
  }

  /** What stands in each table, in brief. */
  static Map<String, String> contents() {
    var all = new TreeMap<String, String>();
    DB.sql(
            """
            select schemaname || '.' || tablename from pg_tables
             where schemaname in ('events', 'command', 'subject', 'proof', 'invitation', 'disclosure')
            """)
        .query(String.class)
        .list()
        .forEach(
            table ->
                all.put(
                    table,
                    DB.sql(
                            "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "
                                + table
                                + " t")
                        .query(String.class)
                        .single()));
    return all;
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What the entry is told. */
  int readiness() {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String url() {
    return CommandDatabase.url().replaceFirst("/postgres$", "/" + DATABASE);
  }

  private static JdbcClient prepared() {
    JdbcClient.create(new DriverManagerDataSource(CommandDatabase.url(), "postgres", "postgres"))
        .sql("create database " + DATABASE + " owner ledger_owner")
        .update();
    start(Map.of()).close();
    return JdbcClient.create(new DriverManagerDataSource(url(), "postgres", "postgres"));
  }

  @Override
  public void close() {
    context.close();
  }
}
