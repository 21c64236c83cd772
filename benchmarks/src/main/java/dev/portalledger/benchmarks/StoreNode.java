package dev.portalledger.benchmarks;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/**
 * The product's event store with its command gateway and nothing else of the product, set up as the
 * product sets it up.
 */
record StoreNode(ConfigurableApplicationContext context, CommandGateway gateway) implements Node {

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(OneEvent.class)
  static class Beans {}

  /** Not visible from here, so by name. */
  private static final String PRODUCTS_GATEWAY =
      "dev.portalledger.command.gateway.CommandGatewayConfiguration";

  static StoreNode start(Database database) {
    var application =
        new SpringApplicationBuilder(Beans.class)
            .properties("spring.config.name=StoreNode")
            .initializers(
                context ->
                    context
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("database", database.settings())))
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .application();
    application.setSources(java.util.Set.of(PRODUCTS_GATEWAY));
    var context = application.run();
    return new StoreNode(context, context.getBean(CommandGateway.class));
  }

  @Override
  public void send(CommandMessage<?> command) {
    gateway.sendAndWait(command);
  }

  @Override
  public void close() {
    context.close();
  }
}
