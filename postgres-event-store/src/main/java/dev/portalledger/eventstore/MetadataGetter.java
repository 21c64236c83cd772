package dev.portalledger.eventstore;

import io.opentelemetry.context.propagation.TextMapGetter;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Reads the context of a trace from a message's metadata. */
enum MetadataGetter implements TextMapGetter<Message<?>> {
  INSTANCE;

  @Override
  public Iterable<String> keys(Message<?> message) {
    return message.getMetaData().keySet();
  }

  @Override
  public @Nullable String get(@Nullable Message<?> message, String key) {
    return message != null && message.getMetaData().get(key) instanceof String text ? text : null;
  }
}
