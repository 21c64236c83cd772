package dev.portalledger.benchmarks;

import dev.portalledger.command.connection.ConnectPortal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The limit of connecting and removing a portal: one transaction of the very same rows, by hand, in
 * tables of the same shape with the same trigger.
 */
final class RawConnect implements AutoCloseable {

  private static final String EVENTS = "bench.raw_connect_event";

  /** Two events go into one statement, as the product's do. */
  private record Statements(
      Connection connection,
      PreparedStatement events,
      PreparedStatement activate,
      PreparedStatement close,
      PreparedStatement release,
      PreparedStatement outbox) {}

  private final Database database;
  private final EventTable events;
  private final List<Statements> callers = new ArrayList<>();

  RawConnect(Database database, int callers) throws SQLException {
    this.database = database;
    this.events = EventTable.in(database);
    createTables();
    for (int caller = 0; caller < callers; caller++) {
      this.callers.add(statements(database.connect()));
    }
  }

  private void createTables() throws SQLException {
    database.createSchema("bench");
    events.copyShapeTo(EVENTS, database);
    database.asOwner(
        "create table bench.raw_credential (like command.credential including all)",
        """
        create trigger credential_only_moves_on before update on bench.raw_credential
          for each row execute function command.credential_only_moves_on()
        """,
        "create table bench.raw_attempt (like command.attempt including all)",
        "create table bench.raw_revocation (like command.revocation including all)");
    database.grantTables("bench");
  }

  private Statements statements(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    return new Statements(
        connection,
        connection.prepareStatement(events.insertion(EVENTS, 2)),
        connection.prepareStatement(
            """
            update bench.raw_credential
               set status = 'ACTIVE', portal_id = ?, generation = 1, access_ct = access_ct || ''::bytea,
                   refresh_ct = refresh_ct || ''::bytea, key_id = key_id, granted_by_version = 0,
                   updated_at = clock_timestamp()
             where attempt_id = ?
            """),
        connection.prepareStatement(
            """
            update bench.raw_attempt
               set phase = 'CLOSED', closed_at = clock_timestamp(), portal_id = ?, version = 0
             where attempt_id = ? and phase <> 'CLOSED'
            """),
        connection.prepareStatement(
            """
            update bench.raw_credential
               set status = 'REVOKING', access_ct = null, updated_at = clock_timestamp()
             where organization_id = ? and portal_id = ? and status = 'ACTIVE'
            """),
        connection.prepareStatement(
            """
            insert into bench.raw_revocation (credential_id, organization_id, portal_id, generation, reason)
            values (gen_random_uuid(), ?, ?, 1, 'ENDED')
            """));
  }

  /** Takes over what was prepared for the product. */
  void takePrepared() throws SQLException {
    database.asOwner(
        """
        with moved as (delete from command.attempt where phase = 'CONSUMED' returning *)
        insert into bench.raw_attempt select * from moved
        """,
        """
        with moved as (delete from command.credential where status = 'PENDING' returning *)
        insert into bench.raw_credential select * from moved
        """);
  }

  /** What an event of that stream looked like last. */
  EventTable.Sample sample(String stream) throws SQLException {
    try (var connection = database.connect()) {
      return events.sample(connection, stream);
    }
  }

  void connect(int caller, ConnectPortal grant, EventTable.Sample seat, EventTable.Sample granted)
      throws SQLException {
    var at = callers.get(caller);
    insertEvents(at, grant, 0, seat, granted);
    at.activate.setLong(1, grant.portalId().value());
    at.activate.setString(2, grant.attemptId().value());
    expectOne(at.activate.executeUpdate());
    at.close.setLong(1, grant.portalId().value());
    at.close.setString(2, grant.attemptId().value());
    expectOne(at.close.executeUpdate());
    at.connection.commit();
  }

  void remove(int caller, ConnectPortal grant, EventTable.Sample seat, EventTable.Sample revoked)
      throws SQLException {
    var at = callers.get(caller);
    insertEvents(at, grant, 1, seat, revoked);
    at.release.setString(1, grant.organizationId().value());
    at.release.setLong(2, grant.portalId().value());
    expectOne(at.release.executeUpdate());
    at.outbox.setString(1, grant.organizationId().value());
    at.outbox.setLong(2, grant.portalId().value());
    expectOne(at.outbox.executeUpdate());
    at.connection.commit();
  }

  private void insertEvents(
      Statements at,
      ConnectPortal grant,
      long sequence,
      EventTable.Sample seat,
      EventTable.Sample connection)
      throws SQLException {
    var portal = grant.portalId().stream();
    int next = events.fill(at.events, 1, seat, "org-of-" + portal, sequence);
    var _ = events.fill(at.events, next, connection, portal, sequence);
    at.events.executeUpdate();
  }

  private static void expectOne(int rows) {
    if (rows != 1) {
      throw new IllegalStateException(rows + " rows instead of one");
    }
  }

  @Override
  public void close() throws SQLException {
    for (var caller : callers) {
      caller.connection.close();
    }
  }
}
