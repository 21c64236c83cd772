package dev.portalledger.query.sealing;

import java.nio.file.Path;
import java.util.ArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SealingSettings.class)
class SealingConfiguration {

  @Bean
  Origins sealingOrigins(SealingSettings settings) {
    return new Origins(settings.name());
  }

  @Bean
  Sealer sealer(JdbcClient db, PlatformTransactionManager transactions) {
    return new Sealer(db, new TransactionTemplate(transactions));
  }

  @Bean
  SealedHistory sealedHistory(JdbcClient db) {
    return new SealedHistory(db);
  }

  @Bean
  SealingLoop sealingLoop(Sealer sealer, ObjectProvider<Signer> signer) {
    var steps = new ArrayList<Runnable>();
    steps.add(sealer::catchUp);
    signer.ifAvailable(here -> steps.add(here::signGrown));
    return new SealingLoop("sealing", SealingLoop.OFTEN, steps);
  }

  /** Only where the key lies: on one node, beside the memory of what was signed. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("ledger.sealing.signer-folder")
  static class Signing {

    @Bean
    SigningKeys checkpointKeys(SealingSettings settings) {
      return SigningKeys.in(folder(settings));
    }

    @Bean
    SignerMemory signerMemory(SealingSettings settings) {
      return new SignerMemory(folder(settings).resolve("signed"));
    }

    @Bean
    Signer checkpointSigner(
        JdbcClient db,
        PlatformTransactionManager transactions,
        SigningKeys checkpointKeys,
        SignerMemory signerMemory,
        Origins sealingOrigins) {
      return new Signer(
          db, new TransactionTemplate(transactions), checkpointKeys, signerMemory, sealingOrigins);
    }

    @Bean("sealingHealthIndicator")
    SealingHealth sealingHealth(Signer checkpointSigner) {
      return new SealingHealth(checkpointSigner);
    }

    private static Path folder(SealingSettings settings) {
      var folder = settings.signerFolder();
      if (folder == null) {
        throw new IllegalStateException("ledger.sealing.signer-folder is empty");
      }
      return folder;
    }
  }
}
