package dev.portalledger.query.people;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeysSettings.class)
class PeopleConfiguration {

  @Bean
  SubjectKey querySubjectKey(KeysSettings keys) {
    return SubjectKey.in(keys.folder());
  }

  @Bean
  People queryPeople(JdbcClient db, SubjectKey querySubjectKey) {
    return new People(db, querySubjectKey);
  }
}
