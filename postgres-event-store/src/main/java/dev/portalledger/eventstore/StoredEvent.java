package dev.portalledger.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/** A row of an event or a snapshot, as Axon wants to see it. */
class StoredEvent implements DomainEventData<byte[]> {

  static final String COLUMNS =
      """
      aggregate_identifier, sequence_number, type, event_identifier, time_stamp, \
      payload_type, payload_revision, meta_data, payload""";

  private static final byte[] NO_METADATA = "{}".getBytes(UTF_8);

  private final String aggregateIdentifier;
  private final long sequenceNumber;
  private final @Nullable String type;
  private final String eventIdentifier;
  private final Instant timestamp;
  private final SimpleSerializedType payloadType;
  private final byte[] metaData;
  private final byte[] payload;

  /** Reads {@link #COLUMNS}, which stand first in the row. */
  StoredEvent(ResultSet row) throws SQLException {
    this(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        requireNonNull(row.getObject(5, OffsetDateTime.class)).toInstant(),
        row.getString(6),
        row.getString(7),
        row.getBytes(8),
        row.getBytes(9));
  }

  StoredEvent(
      String aggregateIdentifier,
      long sequenceNumber,
      @Nullable String type,
      String eventIdentifier,
      Instant timestamp,
      String payloadType,
      @Nullable String payloadRevision,
      byte[] metaData,
      byte[] payload) {
    this.aggregateIdentifier = aggregateIdentifier;
    this.sequenceNumber = sequenceNumber;
    this.type = type;
    this.eventIdentifier = eventIdentifier;
    this.timestamp = timestamp;
    this.payload = payload;
    var storedType = new SimpleSerializedType(payloadType, payloadRevision);
    // Nothing that was ever stored is empty; see db/events/V3__dropped_bodies.sql.
    boolean dropped = payload.length == 0;
    this.payloadType = dropped ? DroppedEvent.marked(storedType) : storedType;
    this.metaData = dropped ? NO_METADATA : metaData;
  }

  /** Sets {@link #COLUMNS} as parameters, the first of them at {@code from}. */
  static void set(
      PreparedStatement statement, int from, DomainEventMessage<?> event, Serializer serializer)
      throws SQLException {
    var payload = event.serializePayload(serializer, byte[].class);
    statement.setString(from, event.getAggregateIdentifier());
    statement.setLong(from + 1, event.getSequenceNumber());
    statement.setString(from + 2, event.getType());
    statement.setString(from + 3, event.getIdentifier());
    statement.setObject(from + 4, event.getTimestamp().atOffset(ZoneOffset.UTC));
    statement.setString(from + 5, payload.getType().getName());
    statement.setString(from + 6, payload.getType().getRevision());
    statement.setBytes(from + 7, event.serializeMetaData(serializer, byte[].class).getData());
    statement.setBytes(from + 8, payload.getData());
  }

  /** As {@link #set(PreparedStatement, int, DomainEventMessage, Serializer)}, of this one. */
  void set(PreparedStatement statement, int from) throws SQLException {
    statement.setString(from, aggregateIdentifier);
    statement.setLong(from + 1, sequenceNumber);
    statement.setString(from + 2, type);
    statement.setString(from + 3, eventIdentifier);
    statement.setObject(from + 4, timestamp.atOffset(ZoneOffset.UTC));
    statement.setString(from + 5, payloadType.getName());
    statement.setString(from + 6, payloadType.getRevision());
    statement.setBytes(from + 7, metaData);
    statement.setBytes(from + 8, payload);
  }

  /** An event that is read by its position. */
  static final class Positioned extends StoredEvent implements TrackedEventData<byte[]> {

    private final GlobalSequenceTrackingToken position;

    /** Reads {@link #COLUMNS} and the position behind them. */
    Positioned(ResultSet row) throws SQLException {
      super(row);
      position = new GlobalSequenceTrackingToken(row.getLong(10));
    }

    @Override
    public TrackingToken trackingToken() {
      return position;
    }

    /** An event of no aggregate stands in a stream of its own that is named after itself. */
    @Override
    public @Nullable String getAggregateIdentifier() {
      var stream = super.getAggregateIdentifier();
      return getEventIdentifier().equals(stream) ? null : stream;
    }
  }

  SimpleSerializedType payloadType() {
    return payloadType;
  }

  @Override
  public String getEventIdentifier() {
    return eventIdentifier;
  }

  @Override
  public Instant getTimestamp() {
    return timestamp;
  }

  @Override
  public SerializedObject<byte[]> getMetaData() {
    return new SerializedMetaData<>(metaData, byte[].class);
  }

  @Override
  public SerializedObject<byte[]> getPayload() {
    return new SimpleSerializedObject<>(payload, byte[].class, payloadType);
  }

  @Override
  public @Nullable String getType() {
    return type;
  }

  @Override
  public @Nullable String getAggregateIdentifier() {
    return aggregateIdentifier;
  }

  @Override
  public long getSequenceNumber() {
    return sequenceNumber;
  }
}
