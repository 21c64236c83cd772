package dev.portalledger.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table the product's events are in, whatever its form: raw contenders and generated events
 * take after a row that the product itself has stored.
 *
 * @param columns that whoever inserts has to fill, with their types; not those of dropped bodies
 */
record EventTable(String name, Map<String, String> columns) {

  /** A stored event to take after. */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Sample(
      String type, String payloadType, String revision, byte[] metadata, byte[] payload) {}

  static EventTable in(Database database) throws SQLException {
    try (var connection = database.connect()) {
      for (var table : new String[] {"event", "domain_event_entry"}) {
        var columns = columns(connection, table);
        if (!columns.isEmpty()) {
          return new EventTable("events." + table, columns);
        }
      }
    }
    throw new IllegalStateException("no table of events");
  }

  private static Map<String, String> columns(Connection connection, String table)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select column_name, data_type from information_schema.columns
             where table_schema = 'events' and table_name = ? and is_identity = 'NO'
               and column_name not in ('txid', 'payload_hash', 'meta_data_hash', 'dropped_at')
             order by ordinal_position
            """)) {
      statement.setString(1, table);
      try (var rows = statement.executeQuery()) {
        var columns = new LinkedHashMap<String, String>();
        while (rows.next()) {
          columns.put(rows.getString(1), rows.getString(2));
        }
        return columns;
      }
    }
  }

  /** The order the store itself reads in. */
  String order() {
    return name.equals("events.event") ? "txid, global_index" : "global_index";
  }

  private String names() {
    return String.join(", ", columns.keySet());
  }

  Sample sample(Connection connection, String stream) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select type, payload_type, payload_revision, meta_data, payload from "
                + name
                + " where aggregate_identifier = ? order by sequence_number desc limit 1")) {
      statement.setString(1, stream);
      try (var row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("no events of " + stream);
        }
        return new Sample(
            row.getString(1), row.getString(2), row.getString(3), row.getBytes(4), row.getBytes(5));
      }
    }
  }

  /** An empty table of the very same shape, indexes and all. */
  void copyShapeTo(String copy, Database database) throws SQLException {
    database.asOwner(
        "drop table if exists " + copy,
        "create table " + copy + " (like " + name + " including all)",
        "grant all on " + copy + " to " + database.application().name());
  }

  /** One multi-row insert into a table of this shape. */
  String insertion(String table, int rows) {
    var marks = columns.keySet().stream().map(_ -> "?").collect(Collectors.joining(", ", "(", ")"));
    return IntStream.range(0, rows)
        .mapToObj(_ -> marks)
        .collect(
            Collectors.joining(", ", "insert into " + table + " (" + names() + ") values ", ""));
  }

  /** Fills one row of an insertion and returns the number of the next parameter. */
  int fill(PreparedStatement insertion, int from, Sample sample, String stream, long sequence)
      throws SQLException {
    int parameter = from;
    for (var column : columns.entrySet()) {
      insertion.setObject(parameter, value(column, sample, stream, sequence));
      parameter++;
    }
    return parameter;
  }

  @SuppressWarnings("NullAway") // a column may be null
  private static Object value(
      Map.Entry<String, String> column, Sample sample, String stream, long sequence) {
    return switch (column.getKey()) {
      case "aggregate_identifier" -> stream;
      case "sequence_number" -> sequence;
      case "type" -> sample.type();
      case "event_identifier" -> UUID.randomUUID().toString();
      case "time_stamp" ->
          column.getValue().startsWith("timestamp")
              ? Instant.now().atOffset(ZoneOffset.UTC)
              : Instant.now().toString();
      case "payload_type" -> sample.payloadType();
      case "payload_revision" -> sample.revision();
      case "meta_data" -> sample.metadata();
      case "payload" -> sample.payload();
      case "tenant" -> "organization-1";
      default -> throw new IllegalStateException("unknown column " + column.getKey());
    };
  }
}
