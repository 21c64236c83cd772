package dev.portalledger.eventstore;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.TransactionManager;

/**
 * In place of Spring Boot's own JDBC transactions. An application that brings others, JPA's for
 * instance, keeps them; its events are written before the commit then, a round trip of their own.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration"
    },
    beforeName =
        "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration")
class EventTransactionsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(TransactionManager.class)
  EventTransactions transactionManager(
      DataSource dataSource, ObjectProvider<TransactionManagerCustomizers> customizers) {
    var transactions = new EventTransactions(dataSource);
    customizers.ifAvailable(all -> all.customize(transactions));
    return transactions;
  }
}
