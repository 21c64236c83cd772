package dev.portalledger.eventstore;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import java.time.Instant;
import java.util.UUID;

/**
 * One transaction that is at Axon Server and in PostgreSQL. Its mark, an event of a stream of its
 * own, is appended together with its events; a stream has one first event, so whoever appends
 * another one there before has ended the unit for good.
 *
 * @param id also the name of the prepared transaction
 */
record Unit(String id) {

  /** Of all prepared transactions of the ledger. */
  static final String PREFIX = "ledger-unit-";

  private static final String TYPE = "ledger.unit";
  private static final String RECORDED = "ledger.unit.recorded";
  private static final String ABANDONED = "ledger.unit.abandoned";

  enum Fate {
    RECORDED,
    ABANDONED
  }

  static Unit fresh() {
    return new Unit(PREFIX + UUID.randomUUID());
  }

  /** Not of the ledger's history, and no reader gets it. */
  static boolean isMark(Event event) {
    return event.getAggregateType().equals(TYPE);
  }

  Event recorded() {
    return mark(RECORDED);
  }

  Event abandoned() {
    return mark(ABANDONED);
  }

  static Fate fate(Event mark) {
    return mark.getPayload().getType().equals(RECORDED) ? Fate.RECORDED : Fate.ABANDONED;
  }

  private Event mark(String said) {
    return Event.newBuilder()
        .setMessageIdentifier(UUID.randomUUID().toString())
        .setAggregateIdentifier(id)
        .setAggregateSequenceNumber(0)
        .setAggregateType(TYPE)
        .setTimestamp(Instant.now().toEpochMilli())
        .setPayload(
            SerializedObject.newBuilder()
                .setType(said)
                .setRevision("1")
                .setData(ByteString.copyFromUtf8("{}")))
        .build();
  }
}
