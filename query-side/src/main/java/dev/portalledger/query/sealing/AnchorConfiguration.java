package dev.portalledger.query.sealing;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnchorSettings.class)
class AnchorConfiguration {

  private static final Duration REST = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Bean
  Anchors anchors(JdbcClient db, PlatformTransactionManager transactions, AnchorSettings settings) {
    return new Anchors(db, new TransactionTemplate(transactions), settings.every());
  }

  /**
   * A loop of its own: a tree over very many checkpoints must not keep anything from being sealed.
   */
  @Bean
  SealingLoop anchoringLoop(Anchors anchors) {
    return new SealingLoop("anchoring", REST, List.of(anchors::anchorDue));
  }

  @Bean
  AnchorTellers anchorTellers(JdbcClient db, Anchors anchors, AnchorSettings settings) {
    return new AnchorTellers(
        sinks(settings).stream().map(sink -> new AnchorTeller(db, anchors, sink)).toList(), REST);
  }

  @Bean("anchorHealthIndicator")
  AnchorHealth anchorHealth(AnchorTellers tellers) {
    return new AnchorHealth(tellers, PATIENCE);
  }

  private static List<AnchorSink> sinks(AnchorSettings settings) {
    var sinks = new ArrayList<AnchorSink>();
    var file = settings.file();
    if (file != null) {
      sinks.add(new AnchorFile(file));
    }
    var webhook = settings.webhook();
    if (webhook != null) {
      sinks.add(
          new AnchorWebhook(
              webhook,
              settings.webhookHosts(),
              settings.webhookPrivate(),
              InetAddress::getAllByName,
              (SSLSocketFactory) SSLSocketFactory.getDefault()));
    }
    var mail = settings.mail();
    if (mail != null) {
      sinks.addAll(AnchorMails.of(mail, (SSLSocketFactory) SSLSocketFactory.getDefault()));
    }
    return sinks;
  }
}
