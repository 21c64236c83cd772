package dev.portalledger.eventstore;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes spans by OTLP. What is sent while it is away is lost, and the log says so once. */
final class Collector implements SpanExporter {

  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  /** The end of a process waits for the last spans, and not for long. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SpanExporter http;
  private final AtomicBoolean away = new AtomicBoolean();

  Collector(String endpoint) {
    this.http =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint)
            .setTimeout(PATIENCE)
            // Or a process whose collector is away would take seconds to end.
            .setRetryPolicy(null)
            .build();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    var sent = http.export(spans);
    return sent.whenComplete(() -> tell(sent.isSuccess()));
  }

  private void tell(boolean taken) {
    if (away.getAndSet(!taken) != taken) {
      return;
    }
    if (taken) {
      LOG.info("The collector of traces takes spans again.");
    } else {
      LOG.warn(
          "The collector of traces takes no spans; they are lost until it does. Nothing else"
              + " suffers. See ledger.traces.endpoint.");
    }
  }

  @Override
  public CompletableResultCode flush() {
    return http.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return http.shutdown();
  }
}
