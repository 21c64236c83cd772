package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

class PostgresEventStoreAutoConfigurationTest {

  @Test
  void an_application_that_asks_for_nothing_gets_events_on_postgresql_in_springs_transactions() {
    try (var store = new StartedStore()) {
      assertThat(store.bean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
      assertThat(store.bean(EventStore.class)).isInstanceOf(PostgresEventStore.class);
      assertThat(store.bean(EventStorageEngine.class))
          .isInstanceOf(PostgresEventStorageEngine.class);
      assertThat(store.bean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
    }
  }

  @Test
  void what_axon_itself_works_with_is_the_same() {
    try (var store = new StartedStore()) {
      var axon = store.bean(Configuration.class);

      assertThat(axon.eventStore()).isSameAs(store.bean(EventStore.class));
      assertThat(axon.getComponent(TransactionManager.class))
          .isSameAs(store.bean(TransactionManager.class));
      assertThat(axon.serializer()).isInstanceOf(Jackson3Serializer.class);
      assertThat(axon.eventSerializer()).isInstanceOf(NamedTypesSerializer.class);
      assertThat(axon.messageSerializer()).isInstanceOf(Jackson3Serializer.class);
    }
  }

  @Test
  void the_start_fails_when_axon_would_run_without_transactions() {
    assertThatThrownBy(() -> new StartedStore(WithoutTransactions.class))
        .rootCause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must run on Spring's transactions")
        .hasMessageContaining(NoTransactionManager.class.getName());
  }

  @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
  static class WithoutTransactions {

    @Bean
    @Primary
    TransactionManager noTransactions() {
      return NoTransactionManager.instance();
    }
  }

  @Test
  void the_start_fails_when_axon_would_have_to_choose_between_transaction_managers() {
    assertThatThrownBy(() -> new StartedStore(OneTooMany.class))
        .hasStackTraceContaining("noTransactions,axonTransactionManager");
  }

  @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
  static class OneTooMany {

    @Bean
    TransactionManager noTransactions() {
      return NoTransactionManager.instance();
    }
  }
}
