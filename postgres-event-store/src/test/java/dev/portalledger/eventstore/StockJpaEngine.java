package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** Axon's own JPA engine on Hibernate and PostgreSQL, with the tables that Hibernate makes. */
final class StockJpaEngine implements AutoCloseable {

  final JpaEventStorageEngine engine;
  final TransactionTemplate transactions;
  private final EntityManagerFactory entities;
  private final JdbcTemplate db;

  StockJpaEngine() {
    var connections =
        new DriverManagerDataSource(
            TestServer.url(TestServer.freshDatabase()), "ledger_owner", "ledger_owner");
    db = new JdbcTemplate(connections);
    db.execute("create schema stock");
    entities = entities(connections);
    var manager = new JpaTransactionManager(entities);
    transactions = new TransactionTemplate(manager);
    var shared = SharedEntityManagerCreator.createSharedEntityManager(entities);
    var serializer = new NamedTypesSerializer(Store.COUNTED);
    engine =
        JpaEventStorageEngine.builder()
            .entityManagerProvider(() -> shared)
            .transactionManager(new SpringTransactionManager(manager))
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .build();
  }

  long stored() {
    return requireNonNull(
        db.queryForObject("select count(*) from stock.domainevententry", Long.class));
  }

  private static EntityManagerFactory entities(DriverManagerDataSource connections) {
    var factory = new LocalContainerEntityManagerFactoryBean();
    factory.setDataSource(connections);
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.setPackagesToScan(JpaEventStorageEngine.class.getPackageName());
    factory.setJpaPropertyMap(
        Map.of("hibernate.default_schema", "stock", "hibernate.hbm2ddl.auto", "create"));
    factory.afterPropertiesSet();
    return requireNonNull(factory.getObject());
  }

  @Override
  public void close() {
    entities.close();
  }
}
