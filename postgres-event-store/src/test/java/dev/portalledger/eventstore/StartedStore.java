package dev.portalledger.eventstore;

import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An application that has this module on its class path and asks for nothing. */
final class StartedStore implements AutoCloseable {

  private final String database;
  private final ConfigurableApplicationContext context;

  StartedStore(Class<?>... more) {
    this(Map.of(), more);
  }

  StartedStore(Map<String, Object> settings, Class<?>... more) {
    this(TestServer.freshDatabase(), settings, more);
  }

  /**
   * @param settings come before the usual ones
   */
  StartedStore(String database, Map<String, Object> settings, Class<?>... more) {
    this.database = database;
    context =
        new SpringApplicationBuilder(Application.class)
            .sources(more)
            .web(WebApplicationType.NONE)
            .properties(
                Map.of(
                    "spring.main.banner-mode", "off",
                    "spring.datasource.url", TestServer.url(database),
                    "spring.datasource.username", "ledger",
                    "spring.datasource.password", "ledger",
                    "spring.flyway.enabled", "false",
                    "ledger.database.owner-username", "ledger_owner",
                    "ledger.database.owner-password", "ledger_owner",
                    "axon.axonserver.enabled", "false"))
            .run(arguments(settings));
  }

  private static String[] arguments(Map<String, Object> settings) {
    return settings.entrySet().stream()
        .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
        .toArray(String[]::new);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  void send(Object command) {
    bean(CommandGateway.class).sendAndWait(command);
  }

  /** The database as its owner sees it. */
  JdbcClient database() {
    return TestServer.as("ledger_owner", database);
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}
}
