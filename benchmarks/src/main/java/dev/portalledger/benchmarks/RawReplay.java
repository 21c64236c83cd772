package dev.portalledger.benchmarks;

import dev.portalledger.events.connection.PortalConnected;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** The limit: a cursor over the events in order, decoded, and written in batches of 1,000. */
final class RawReplay {

  static final String TABLE = "bench.raw_accounts";

  private static final int BATCH = 1_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Read(PortalConnected event, long version) {}

  private interface Batches {
    void take(List<Read> batch) throws SQLException;
  }

  private final Database database;
  private final EventTable events;
  private final String payloadType;

  RawReplay(Database database, EventTable events, String payloadType) {
    this.database = database;
    this.events = events;
    this.payloadType = payloadType;
  }

  /** Returns events per second. */
  double decode() throws SQLException {
    return read(_ -> {});
  }

  double project() throws SQLException {
    database.asOwner("truncate " + TABLE);
    try (var connection = database.connect();
        var upsert = connection.prepareStatement(AccountRows.UPSERT_MANY.formatted(TABLE))) {
      connection.setAutoCommit(false);
      return read(batch -> write(connection, upsert, batch));
    }
  }

  private double read(Batches batches) throws SQLException {
    long from = System.nanoTime();
    long count = 0;
    try (var connection = database.connect();
        var statement =
            connection.prepareStatement(
                "select payload_type, payload, sequence_number from "
                    + events.name()
                    + " order by "
                    + events.order())) {
      connection.setAutoCommit(false);
      statement.setFetchSize(BATCH);
      try (var rows = statement.executeQuery()) {
        var batch = new ArrayList<Read>(BATCH);
        while (rows.next()) {
          count++;
          add(rows, batch);
          if (batch.size() == BATCH) {
            batches.take(batch);
            batch.clear();
          }
        }
        batches.take(batch);
      }
    }
    return count * 1e9 / (System.nanoTime() - from);
  }

  private void add(ResultSet row, List<Read> batch) throws SQLException {
    if (row.getString(1).equals(payloadType)) {
      batch.add(new Read(JSON.readValue(row.getBytes(2), PortalConnected.class), row.getLong(3)));
    }
  }

  private static void write(Connection connection, PreparedStatement upsert, List<Read> batch)
      throws SQLException {
    set(upsert, 1, "text", batch, r -> r.event.organizationId().value());
    set(upsert, 2, "bigint", batch, r -> r.event.portalId().value());
    set(upsert, 3, "timestamptz", batch, r -> r.event.occurredAt().atOffset(ZoneOffset.UTC));
    set(upsert, 4, "int", batch, r -> r.event.grant().generation());
    set(upsert, 5, "text", batch, r -> String.join(" ", r.event.grant().scopes()));
    set(upsert, 6, "text", batch, r -> String.valueOf(r.event.grant().hubDomain()));
    set(upsert, 7, "text", batch, r -> r.event.grant().authorizer().value());
    set(upsert, 8, "text", batch, r -> r.event.grant().authorizerStanding().name());
    set(upsert, 9, "text", batch, r -> r.event.connectedBy().value());
    set(upsert, 10, "bigint", batch, Read::version);
    upsert.executeUpdate();
    connection.commit();
  }

  private static void set(
      PreparedStatement upsert,
      int parameter,
      String type,
      List<Read> batch,
      Function<Read, Object> value)
      throws SQLException {
    upsert.setArray(
        parameter, upsert.getConnection().createArrayOf(type, batch.stream().map(value).toArray()));
  }
}
