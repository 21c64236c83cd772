package dev.portalledger.eventstore;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.axonframework.axonserver.connector.util.GrpcMetaDataConverter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event in the words of Axon Server, and back: the payload's bytes are the very same, a time is
 * kept to the millisecond, and metadata are values there and sorted JSON here, so that copying an
 * event again gives the same bytes.
 */
final class AxonServerForm {

  private static final JsonMapper JSON = new JsonMapper();

  private final Serializer serializer;
  private final GrpcMetaDataConverter metaData;

  AxonServerForm(Serializer serializer) {
    this.serializer = serializer;
    this.metaData = new GrpcMetaDataConverter(serializer);
  }

  List<Event> of(List<? extends DomainEventMessage<?>> events) {
    return events.stream().map(this::of).toList();
  }

  Event of(DomainEventMessage<?> event) {
    var payload = event.serializePayload(serializer, byte[].class);
    var written =
        Event.newBuilder()
            .setMessageIdentifier(event.getIdentifier())
            .setAggregateIdentifier(event.getAggregateIdentifier())
            .setAggregateSequenceNumber(event.getSequenceNumber())
            .setAggregateType(orEmpty(event.getType()))
            .setTimestamp(event.getTimestamp().toEpochMilli())
            .setPayload(
                SerializedObject.newBuilder()
                    .setType(payload.getType().getName())
                    .setRevision(orEmpty(payload.getType().getRevision()))
                    .setData(ByteString.copyFrom(payload.getData())));
    event
        .getMetaData()
        .forEach((key, value) -> written.putMetaData(key, metaData.convertToMetaDataValue(value)));
    return written.build();
  }

  StoredEvent stored(Event event) {
    return new StoredEvent(
        event.getAggregateIdentifier(),
        event.getAggregateSequenceNumber(),
        orNull(event.getAggregateType()),
        event.getMessageIdentifier(),
        Instant.ofEpochMilli(event.getTimestamp()),
        event.getPayload().getType(),
        orNull(event.getPayload().getRevision()),
        JSON.writeValueAsBytes(new TreeMap<>(metaData.convert(event.getMetaDataMap()))),
        event.getPayload().getData().toByteArray());
  }

  /** The metadata of that name, as text. */
  @Nullable String metaData(Event event, String key) {
    var value = event.getMetaDataMap().get(key);
    return value == null ? null : String.valueOf(metaData.convertFromMetaDataValue(value));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
