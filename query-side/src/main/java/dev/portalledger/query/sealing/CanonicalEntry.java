package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The bytes a tree covers of an event: of its row as it is stored, never of what the row is read
 * as, so that no setting and no later form of the event can change them. docs/bundle.md tells the
 * form to auditors; a change of it needs another tag.
 */
record CanonicalEntry(
    String eventId,
    String organization,
    String aggregateType,
    String stream,
    long sequence,
    String time,
    String type,
    String revision,
    Hash payload,
    Hash metadata) {

  /** SHA-256 of something stored. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Hash(byte[] bytes) {}

  /**
   * Of {@code events.event as e}; the hashes are made where the bytes are, and stand there when the
   * bytes do not any more.
   */
  static final String COLUMNS =
      """
      e.event_identifier, coalesce(e.tenant, '') as organization, coalesce(e.type, '') as aggregate_type,
      e.aggregate_identifier, e.sequence_number,
      to_char(e.time_stamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time, e.payload_type,
      coalesce(e.payload_revision, '') as revision, coalesce(e.payload_hash, sha256(e.payload)) as payload_hash,
      coalesce(e.meta_data_hash, sha256(e.meta_data)) as metadata_hash\
      """;

  private static final String TAG = "clv1";

  static CanonicalEntry of(ResultSet row) throws SQLException {
    return new CanonicalEntry(
        row.getString("event_identifier"),
        row.getString("organization"),
        row.getString("aggregate_type"),
        row.getString("aggregate_identifier"),
        row.getLong("sequence_number"),
        row.getString("time"),
        row.getString("payload_type"),
        row.getString("revision"),
        new Hash(row.getBytes("payload_hash")),
        new Hash(row.getBytes("metadata_hash")));
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream(512);
    out.writeBytes(TAG.getBytes(UTF_8));
    withLength(out, eventId);
    withLength(out, organization);
    withLength(out, aggregateType);
    withLength(out, stream);
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
    withLength(out, time);
    withLength(out, type);
    withLength(out, revision);
    out.writeBytes(payload.bytes());
    out.writeBytes(metadata.bytes());
    return out.toByteArray();
  }

  private static void withLength(ByteArrayOutputStream out, String text) {
    var bytes = text.getBytes(UTF_8);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }
}
