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

  @Bean
  Anchors anchors(JdbcClient db, PlatformTransactionManager transactions, AnchorSettings settings) {
    return new Anchors(db, new TransactionTemplate(transactions), settings.every());
  }

  /** A loop of its own: a place outside that is slow must not keep anything from being sealed. */
  @Bean
  SealingLoop anchoringLoop(JdbcClient db, Anchors anchors, AnchorSettings settings) {
    var anchoring = new Anchoring(db, anchors, sinks(settings));
    return new SealingLoop("anchoring", REST, List.of(anchoring::turn));
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
    return sinks;
  }
}
