package dev.portalledger.command.subject;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.TestKeys;
import dev.portalledger.command.vault.KeyFolder;
import dev.portalledger.events.subject.SubjectId;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;
import org.springframework.util.JdkIdGenerator;

/** What keeps subjects, as one node of the command side runs it. */
public final class SubjectNode implements AutoCloseable {

  public static final String ISSUER = "https://login.test";

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement
  static class Transactions {}

  /** On empty tables, with fresh keys in the folder. */
  public static SubjectNode afresh(Path folder) {
    CommandDatabase.asOwner()
        .sql(
            """
            truncate subject.subject, subject.data_key, subject.known_to, subject.erasure_request
            """)
        .update();
    return new SubjectNode(TestKeys.in(folder));
  }

  /** Another node on the same tables and keys. */
  public SubjectNode(Path keys) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of("ledger.keys.folder", keys.toString(), "ledger.sign-in.issuer", ISSUER)));
    DataSource database = CommandDatabase.asCommandSide();
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
    context.registerBean(
        PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database));
    context.registerBean(IdGenerator.class, JdkIdGenerator::new);
    context.register(
        Transactions.class,
        KeyFolder.class,
        Lookups.class,
        SubjectKeys.class,
        PersonCipher.class,
        SubjectRows.class,
        PostgresSubjects.class,
        SessionsOfSubject.class,
        PostgresPersonalData.class,
        SubjectKeyKeeping.class,
        ReturnedSubjects.class);
    context.refresh();
  }

  public Subjects subjects() {
    return context.getBean(Subjects.class);
  }

  PersonalData people() {
    return context.getBean(PersonalData.class);
  }

  SubjectKeyKeeping keeping() {
    return context.getBean(SubjectKeyKeeping.class);
  }

  KeyFolder keys() {
    return context.getBean(KeyFolder.class);
  }

  JdbcClient db() {
    return context.getBean(JdbcClient.class);
  }

  void inTransaction(Runnable work) {
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(_ -> work.run());
  }

  void destroy(SubjectId subject) {
    inTransaction(() -> people().destroy(subject));
  }

  /** Name and address as this node reads them now. */
  Person read(SubjectId subject) {
    var row =
        db().sql(
                "select "
                    + StoredSubject.COLUMNS
                    + " from subject.subject s left join subject.data_key k using (subject_id)"
                    + " where s.subject_id = :id")
            .param("id", subject.value())
            .query((found, _) -> StoredSubject.of(found))
            .single();
    return context.getBean(PersonCipher.class).open(row);
  }

  @Override
  public void close() {
    context.close();
  }
}
