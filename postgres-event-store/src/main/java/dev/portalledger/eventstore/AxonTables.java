package dev.portalledger.eventstore;

import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;

/** The names of {@code db/events/V1__events.sql}; Axon's own defaults are camel case. */
final class AxonTables {

  static final TokenSchema TOKENS =
      TokenSchema.builder()
          .setTokenTable("events.token_entry")
          .setProcessorNameColumn("processor_name")
          .setTokenTypeColumn("token_type")
          .build();

  static final DeadLetterSchema DEAD_LETTERS =
      DeadLetterSchema.builder()
          .deadLetterTable("events.dead_letter_entry")
          .deadLetterIdentifierColumn("dead_letter_identifier")
          .processingGroupColumn("processing_group")
          .sequenceIdentifierColumn("sequence_identifier")
          .sequenceIndexColumn("sequence_index")
          .messageTypeColumn("message_type")
          .eventIdentifierColumn("event_identifier")
          .timestampColumn("time_stamp")
          .payloadTypeColumn("payload_type")
          .payloadRevisionColumn("payload_revision")
          .metaDataColumn("meta_data")
          .aggregateIdentifierColumn("aggregate_identifier")
          .sequenceNumberColumn("sequence_number")
          .tokenTypeColumn("token_type")
          .enqueuedAtColumn("enqueued_at")
          .lastTouchedColumn("last_touched")
          .processingStartedColumn("processing_started")
          .causeTypeColumn("cause_type")
          .causeMessageColumn("cause_message")
          .build();

  private AxonTables() {}
}
