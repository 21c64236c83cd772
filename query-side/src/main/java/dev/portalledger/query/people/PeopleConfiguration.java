package dev.portalledger.query.people;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeysSettings.class)
class PeopleConfiguration {

  @Bean
  People queryPeople(JdbcClient db, KeysSettings keys) {
    return new People(db, SubjectKey.in(keys.folder()));
  }
}
