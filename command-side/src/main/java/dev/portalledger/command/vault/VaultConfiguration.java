package dev.portalledger.command.vault;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.IdGenerator;
import org.springframework.util.JdkIdGenerator;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

  /** The one source of random ids; tests count instead. */
  @Bean
  IdGenerator ids() {
    return new JdkIdGenerator();
  }
}
