package dev.portalledger.command;

import dev.portalledger.eventstore.SchemaMigrations;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** The command side's one door for a launcher. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@ConfigurationPropertiesScan
@PropertySource("classpath:command-side.properties")
public class CommandSide {

  /** Marks that this side's schemas are there. */
  record Schemas() {}

  @Bean
  Schemas commandSchemas(SchemaMigrations migrations) {
    migrations.migrate("command");
    migrations.migrate("subject");
    migrations.migrate("proof");
    return new Schemas();
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
