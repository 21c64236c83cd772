package dev.portalledger.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.portalledger.benchmarks.StockJdbc.StockNode;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.BinaryJdbcType;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** Axon with its own JPA engine on Hibernate, in a schema of its own that Hibernate makes. */
final class StockJpa {

  private static final String SCHEMA = "stock_jpa";

  /** As Axon's documentation has it: without this every payload becomes a large object. */
  public static final class ByteaDialect extends PostgreSQLDialect {

    @Override
    protected String columnType(int sqlTypeCode) {
      return sqlTypeCode == SqlTypes.BLOB ? "bytea" : super.columnType(sqlTypeCode);
    }

    @Override
    protected String castType(int sqlTypeCode) {
      return sqlTypeCode == SqlTypes.BLOB ? "bytea" : super.castType(sqlTypeCode);
    }

    @Override
    public void contributeTypes(TypeContributions contributions, ServiceRegistry registry) {
      super.contributeTypes(contributions, registry);
      contributions
          .getTypeConfiguration()
          .getJdbcTypeRegistry()
          .addDescriptor(Types.BLOB, BinaryJdbcType.INSTANCE);
    }
  }

  static Node node(Database database) throws SQLException {
    database.createSchema(SCHEMA);
    var pool = database.pool();
    var entities = entities(pool);
    var transactions = new SpringTransactionManager(new JpaTransactionManager(entities));
    var shared = SharedEntityManagerCreator.createSharedEntityManager(entities);
    var axon =
        StockJdbc.configurer(transactions)
            .configureEmbeddedEventStore(
                config ->
                    JpaEventStorageEngine.builder()
                        .entityManagerProvider(() -> shared)
                        .transactionManager(transactions)
                        .eventSerializer(config.eventSerializer())
                        .snapshotSerializer(config.serializer())
                        .build())
            .start();
    return new StockNode(axon, () -> close(entities, pool));
  }

  private static EntityManagerFactory entities(DataSource pool) {
    var factory = new LocalContainerEntityManagerFactoryBean();
    factory.setDataSource(pool);
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.setPackagesToScan(JpaEventStorageEngine.class.getPackageName());
    factory.setJpaPropertyMap(
        Map.of(
            "hibernate.dialect",
            ByteaDialect.class.getName(),
            "hibernate.default_schema",
            SCHEMA,
            "hibernate.hbm2ddl.auto",
            "create"));
    factory.afterPropertiesSet();
    return java.util.Objects.requireNonNull(factory.getObject());
  }

  private static void close(EntityManagerFactory entities, HikariDataSource pool) {
    entities.close();
    pool.close();
  }

  private StockJpa() {}
}
