package dev.portalledger.eventstore;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import org.axonframework.tracing.Span;
import org.axonframework.tracing.SpanScope;

/** One of {@link TracedMessages}. Of a failure it tells the class: a message may say anything. */
final class TracedSpan implements Span {

  private static final AttributeKey<String> FAILURE = AttributeKey.stringKey("exception.type");

  private final SpanBuilder builder;
  private io.opentelemetry.api.trace.Span span = io.opentelemetry.api.trace.Span.getInvalid();

  TracedSpan(SpanBuilder builder) {
    this.builder = builder;
  }

  @Override
  public Span start() {
    span = builder.startSpan();
    return this;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // Axon closes it
  public SpanScope makeCurrent() {
    var scope = span.makeCurrent();
    return scope::close;
  }

  @Override
  public void end() {
    span.end();
  }

  @Override
  public Span recordException(Throwable failure) {
    span.addEvent("exception", Attributes.of(FAILURE, failure.getClass().getName()));
    span.setStatus(StatusCode.ERROR);
    return this;
  }

  /** Before the start, or after it. */
  @Override
  public Span addAttribute(String key, String value) {
    builder.setAttribute(key, value);
    span.setAttribute(key, value);
    return this;
  }
}
