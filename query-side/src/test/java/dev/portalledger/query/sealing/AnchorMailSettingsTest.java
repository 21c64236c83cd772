package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Mail that would never go out refuses the start, and says what to do, but no address. */
class AnchorMailSettingsTest {

  private static final String URL = TestDatabase.freshDatabase();
  private static final DataSource DATABASE = new DriverManagerDataSource(URL, "ledger", "ledger");
  private static final String PREFIX = "ledger.sealing.anchor.mail.";

  private static ApplicationContextRunner query() {
    return new ApplicationContextRunner()
        .withUserConfiguration(AnchorConfiguration.class)
        .withBean(JdbcClient.class, () -> JdbcClient.create(DATABASE))
        .withBean(
            DataSourceTransactionManager.class, () -> new DataSourceTransactionManager(DATABASE));
  }

  /** All that is needed, and then what a test says; an empty value takes it away. */
  private static ApplicationContextRunner with(String... changes) {
    var values = new ArrayList<String>();
    values.add(PREFIX + "host=mail.example.com");
    values.add(PREFIX + "from=ledger@example.com");
    values.add(PREFIX + "to.big-four=vera@big-four.example");
    for (String change : changes) {
      values.add(PREFIX + change);
    }
    return query().withPropertyValues(values.toArray(String[]::new));
  }

  /** And no one in the chain of causes, which a log may show, names the address. */
  private static FailureAnalysis refusal(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(String.valueOf(cause.getMessage())).doesNotContain("vera");
      if (cause instanceof AnchorMailUnusable unusable) {
        assertThat(unusable).hasNoCause();
        return new AnchorMailUnusableAnalyzer().analyze(unusable, unusable);
      }
    }
    throw new AssertionError(failure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host=              | mail.host is missing                  | name of a mail server
          from=              | mail.from is missing                  | such as audit@example.com
          from=somebody      | mail.from is no e-mail address        | such as audit@example.com
          to.big-four=       | mail.to.big-four is missing           | such as audit@example.com
          to.big-four=vera   | mail.to.big-four is no e-mail address | such as audit@example.com
          to.big-four=a@b, vera@c | mail.to.big-four is no e-mail address | such as audit@example.com
          to.big-four=vera@@c | mail.to.big-four is no e-mail address | such as audit@example.com
          to.other=vera@c..d | mail.to.other is no e-mail address    | such as audit@example.com
          to[vera@c.example]=vera@c.example | mail.to has an address where a name should be | Give each address a name
          port=70000         | mail.port is no port                  | Leave it out
          credentials=/nowhere/at-all | mail.credentials names no file that can be read: /nowhere/at-all | into its first line
          """)
  void what_could_never_be_sent_refuses_the_start(String change, String what, String whatToDo) {
    with(change)
        .run(
            context -> {
              var refusal = refusal(context.getStartupFailure());
              assertThat(refusal.getDescription()).contains(what).doesNotContain("vera");
              assertThat(refusal.getAction()).contains(whatToDo).doesNotContain("vera");
            });
  }

  @Test
  void somebody_has_to_be_named() {
    query()
        .withPropertyValues(PREFIX + "host=mail.example.com", PREFIX + "from=ledger@example.com")
        .run(
            context ->
                assertThat(refusal(context.getStartupFailure()).getAction())
                    .contains("ledger.sealing.anchor.mail.to.NAME"));
  }

  @Test
  void a_file_without_a_password_refuses_the_start(@TempDir Path folder) throws Exception {
    var file = Files.write(folder.resolve("smtp"), List.of("user-of-the-server", " "));
    with("credentials=" + file)
        .run(
            context ->
                assertThat(refusal(context.getStartupFailure()).getDescription())
                    .contains("names a file without two lines: " + file)
                    .doesNotContain("user-of-the-server"));
  }

  @Test
  void each_address_is_a_place_of_its_own_and_no_mail_is_none() {
    with("to.client=kim@client.example")
        .run(
            context -> {
              assertThat(context.getBean(AnchorTellers.class).all())
                  .extracting(AnchorTeller::name)
                  .containsExactlyInAnyOrder("mail big-four", "mail client");
              var settings = context.getBean(AnchorSettings.class).mail();
              assertThat(settings)
                  .hasToString(
                      "AnchorMailSettings[host=mail.example.com, tls=STARTTLS, to=[big-four, client]]");
              assertThat(java.util.Objects.requireNonNull(settings).portOrUsual()).isEqualTo(587);
            });
    with("tls=TLS")
        .run(
            context ->
                assertThat(context.getBean(AnchorSettings.class).mail())
                    .extracting(
                        settings -> java.util.Objects.requireNonNull(settings).portOrUsual())
                    .isEqualTo(465));
    query().run(context -> assertThat(context.getBean(AnchorTellers.class).all()).isEmpty());
  }
}
