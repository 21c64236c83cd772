package dev.portalledger.eventstore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.messaging.Message;
import org.axonframework.tracing.Span;
import org.axonframework.tracing.SpanAttributesProvider;
import org.axonframework.tracing.SpanFactory;
import org.axonframework.tracing.SpanUtils;
import org.axonframework.tracing.attributes.AggregateIdentifierSpanAttributesProvider;
import org.axonframework.tracing.attributes.MessageIdSpanAttributesProvider;
import org.axonframework.tracing.attributes.MessageTypeSpanAttributesProvider;
import org.axonframework.tracing.attributes.PayloadTypeSpanAttributesProvider;

/**
 * Axon's spans as OpenTelemetry's. The context travels in a message's metadata, so what handles a
 * stored event knows the command it came of. Spans tell types and ids: no payload, no metadata.
 */
final class TracedMessages implements SpanFactory, AutoCloseable {

  private static final TextMapPropagator CONTEXT = W3CTraceContextPropagator.getInstance();

  private static final List<SpanAttributesProvider> TOLD =
      List.of(
          new MessageIdSpanAttributesProvider(),
          new MessageTypeSpanAttributesProvider(),
          new PayloadTypeSpanAttributesProvider(),
          new AggregateIdentifierSpanAttributesProvider());

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  TracedMessages(TraceSettings settings) {
    var service = Attributes.of(AttributeKey.stringKey("service.name"), settings.service());
    this.provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(service)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(new Collector(settings.endpoint())).build())
            .build();
    this.tracer = provider.get("dev.portalledger");
  }

  @Override
  public Span createRootTrace(Supplier<String> operation) {
    var span = tracer.spanBuilder(operation.get()).setNoParent();
    return new TracedSpan(span.addLink(spanOf(Context.current())));
  }

  @Override
  public Span createHandlerSpan(
      Supplier<String> operation, Message<?> parent, boolean isChild, Message<?>... linked) {
    var span = about(parent, operation, SpanKind.CONSUMER, linked);
    var sender = contextOf(parent);
    return new TracedSpan(
        isChild ? span.setParent(sender) : span.setNoParent().addLink(spanOf(sender)));
  }

  @Override
  public Span createDispatchSpan(
      Supplier<String> operation, Message<?> message, Message<?>... linked) {
    return new TracedSpan(about(message, operation, SpanKind.PRODUCER, linked));
  }

  @Override
  public Span createInternalSpan(Supplier<String> operation) {
    return new TracedSpan(tracer.spanBuilder(operation.get()));
  }

  @Override
  public Span createInternalSpan(Supplier<String> operation, Message<?> message) {
    return new TracedSpan(about(message, operation, SpanKind.INTERNAL));
  }

  private SpanBuilder about(
      Message<?> message, Supplier<String> operation, SpanKind kind, Message<?>... linked) {
    var name = "%s(%s)".formatted(operation.get(), SpanUtils.determineMessageName(message));
    var span = tracer.spanBuilder(name).setSpanKind(kind);
    for (var other : linked) {
      span.addLink(spanOf(contextOf(other)));
    }
    TOLD.forEach(told -> told.provideForMessage(message).forEach(span::setAttribute));
    return span;
  }

  private static Context contextOf(Message<?> message) {
    return CONTEXT.extract(Context.current(), message, MetadataGetter.INSTANCE);
  }

  private static SpanContext spanOf(Context context) {
    return io.opentelemetry.api.trace.Span.fromContext(context).getSpanContext();
  }

  /** Not heeded: one of those that Axon registers tells all metadata, who acted among it. */
  @Override
  public void registerSpanAttributeProvider(SpanAttributesProvider provider) {}

  @Override
  @SuppressWarnings("unchecked") // a message with more metadata is of the same kind
  public <M extends Message<?>> M propagateContext(M message) {
    Map<String, String> context = new HashMap<>();
    CONTEXT.inject(Context.current(), context, Map::put);
    return (M) message.andMetaData(context);
  }

  /** Sends what is left. */
  @Override
  public void close() {
    var _ = provider.shutdown().join(Collector.PATIENCE.toMillis(), MILLISECONDS);
  }
}
