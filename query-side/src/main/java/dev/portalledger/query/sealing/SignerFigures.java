package dev.portalledger.query.sealing;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a signer in a process of its own tells Prometheus. How many ledgers it refuses it knows by
 * its own memory: whoever can change history can also change what the database says about that.
 */
final class SignerFigures {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SigningMeters signing = new SigningMeters();
  private final JdbcClient db;
  private final TransactionTemplate transaction;

  SignerFigures(Signer signer, JdbcClient db, TransactionTemplate transaction) {
    this.db = db;
    this.transaction = transaction;
    signing.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    Gauge.builder("ledger.signer.refused", () -> signer.refused().size())
        .description("Ledgers that this signer does not sign, since they are not what was signed")
        .register(registry);
  }

  /** Asks the database; whoever asks for the figures need not wait for it. */
  void look() {
    signing.renew(
        () ->
            requireNonNull(
                transaction.execute(
                    _ -> {
                      new SignerRows(db).actAsSigner();
                      return SigningMeters.read(db);
                    })));
  }

  String text() {
    return registry.scrape();
  }
}
