package dev.portalledger.query.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The signer in a process of its own, under a user of its own: it needs a login of the database
 * that may act as {@code ledger_signer} and nothing else, and the folder with its key and its
 * memory. No stereotype: the scan of a larger process must not find it.
 *
 * <pre>
 * java -cp … dev.portalledger.query.sealing.SignerApplication            signs until it is stopped
 * java -cp … dev.portalledger.query.sealing.SignerApplication fork ORGANIZATION REASON…
 * </pre>
 *
 * The second records, on the operator's word, that a ledger is not what was signed of it any more,
 * and begins it once more under another name. The signer must be stopped meanwhile.
 */
@ImportAutoConfiguration({
  ConfigurationPropertiesAutoConfiguration.class,
  PropertyPlaceholderAutoConfiguration.class,
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  TransactionAutoConfiguration.class
})
@EnableConfigurationProperties(SealingSettings.class)
@Import(SealingConfiguration.Signing.class)
public class SignerApplication {

  private static final String FORK = "fork";

  /** Signs, or records a fork. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(FORK)) {
      System.exit(fork(Arrays.asList(args)));
    }
    started(Running.class, args);
  }

  @Bean
  Origins sealingOrigins(SealingSettings settings) {
    return new Origins(settings.name());
  }

  /** What goes on until the process is stopped. */
  @Import(SignerApplication.class)
  static class Running {

    @Bean
    SealingLoop signingLoop(Signer checkpointSigner) {
      return new SealingLoop("signing", SealingLoop.OFTEN, List.of(checkpointSigner::signGrown));
    }

    @Bean
    SignerFigures signerFigures(
        Signer checkpointSigner, JdbcClient db, PlatformTransactionManager transactions) {
      return new SignerFigures(checkpointSigner, db, new TransactionTemplate(transactions));
    }

    @Bean
    SealingLoop figuresLoop(
        SignerFigures figures, @Value("${ledger.metrics.every:PT15S}") Duration every) {
      return new SealingLoop("figures", every, List.of(figures::look));
    }

    @Bean
    SignerHealthPort signerHealthPort(
        SealingHealth health, SignerFigures figures, SealingSettings settings) {
      try {
        return new SignerHealthPort(
            health, figures, settings.healthAddress(), settings.healthPort());
      } catch (IOException e) {
        throw new UncheckedIOException(
            "ledger.sealing.health-port at ledger.sealing.health-address cannot be had", e);
      }
    }
  }

  private static ConfigurableApplicationContext started(Class<?> configuration, String... args) {
    return new SpringApplicationBuilder(configuration)
        .web(WebApplicationType.NONE)
        .properties(
            "spring.main.banner-mode=off",
            "spring.main.keep-alive=true",
            "spring.datasource.hikari.maximum-pool-size=2")
        .run(args);
  }

  private static int fork(List<String> args) {
    var words = args.stream().filter(arg -> !arg.startsWith("--")).skip(1).toList();
    if (words.size() < 2) {
      System.err.println("usage: fork ORGANIZATION REASON");
      return 2;
    }
    var options = args.stream().filter(arg -> arg.startsWith("--")).toArray(String[]::new);
    try (var context = started(SignerApplication.class, options)) {
      var fork =
          new Fork(
              context.getBean(JdbcClient.class),
              new TransactionTemplate(context.getBean(PlatformTransactionManager.class)),
              context.getBean(SignerMemory.class),
              context.getBean(Origins.class));
      var origin = fork.record(words.getFirst(), String.join(" ", words.subList(1, words.size())));
      System.out.println("The ledger is signed as " + origin + " from now on. Start the signer.");
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }
}
