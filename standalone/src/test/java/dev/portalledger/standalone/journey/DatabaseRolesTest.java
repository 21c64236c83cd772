package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.standalone.World;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database itself keeps each side to its own, and everybody from rewriting history. */
class DatabaseRolesTest {

  private static final String APPLICATION = "spring.datasource.";
  private static final String OWNER = "ledger.database.owner-";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from command.credential",
        "select * from command.data_key",
        "select * from command.attempt",
        "select * from command.idempotency",
        "select * from command.revocation",
        "select next_at from proof.connection",
        "select uninstalled_at from proof.connection",
        "insert into proof.revocation_certificate select * from proof.revocation_certificate",
        "insert into proof.certificate_key (key_id, public_key) values ('mine', 'mine')",
        "update proof.connection set proven_at = proven_at",
        "update invitation.invitation set phase = phase",
        "update invitation.visit set outcome = outcome",
        "insert into events.event default values",
        "update events.event set payload = payload",
        "delete from events.event",
        "insert into events.event_position select * from events.event_position",
        "update events.sequencer set position = position",
        "delete from events.snapshot",
        "update subject.subject set name_ct = name_ct",
        "delete from subject.data_key",
        "insert into subject.known_to (subject_id, organization_id) values ('x', 'y')",
        "select * from subject.erasure_request",
        "insert into sealing.checkpoint (organization, size, note) values ('acme', 1, 'mine')",
        "create table replay.mine (number int)",
        "create schema mine",
        "update sealing.leaf set hash = hash",
        "update disclosure.disclosure set question = question",
        "delete from disclosure.disclosure",
        "update sealing.signer set alive_at = alive_at",
        "delete from sealing.refusal",
        "select retention.drop_bodies('acme', null, null)",
        "select events.drop_bodies(array['lease-1'])"
      })
  void the_query_side_may_not(String sql) throws SQLException {
    assertDenied("ledger_query", sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update events.event set payload = payload",
        "delete from events.event",
        "truncate events.event",
        "insert into events.event (txid) values (1)",
        "update events.event_position set position = position",
        "update events.sequencer set txid_offset = 0",
        "delete from command.credential",
        "delete from command.data_key",
        "delete from subject.subject",
        "delete from subject.known_to",
        "delete from proof.connection",
        "delete from invitation.invitation",
        "delete from invitation.visit",
        "update proof.revocation_certificate set payload = payload",
        "delete from proof.certificate_key",
        "update disclosure.disclosure set question = question",
        "insert into disclosure.disclosure select * from disclosure.disclosure",
        "delete from sealing.refusal",
        "update sealing.announcement set detail = detail",
        "select * from sealing.leaf",
        "select retention.drop_bodies('acme', null, null)",
        "update retention.period set keep = '30 days'",
        "select events.drop_bodies(array['lease-1'])",
        "insert into events.event (dropped_at) values (now())",
        "select * from query.client_accounts",
        "update command.fingerprint_key set made = made",
        "delete from command.fingerprint_key",
        "alter table command.credential disable trigger all"
      })
  void the_command_side_may_not(String sql) throws SQLException {
    assertDenied("ledger_command", sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from events.event",
        "select * from command.credential",
        "update sealing.sealer set position = position",
        "update sealing.tree set size = size",
        "insert into sealing.leaf select * from sealing.leaf",
        "update sealing.checkpoint set note = note"
      })
  void the_signer_may_not(String sql) throws SQLException {
    assertDenied("ledger_signer", sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from events.event",
        "update events.event set payload = ''",
        "delete from events.event",
        "select events.drop_bodies(array['lease-1'])",
        "update retention.period set keep = '30 days'",
        "update retention.progress set leaves = 0",
        "delete from command.attempt",
        "select * from command.credential",
        "delete from query.audit_trail"
      })
  void whoever_has_bodies_dropped_may_not(String sql) throws SQLException {
    assertDenied("ledger_retention", sql);
  }

  @Test
  void each_side_may_do_its_own_work() throws SQLException {
    assertAllowed("ledger_query", "select * from events.event");
    assertAllowed("ledger_query", "delete from query.client_accounts");
    assertAllowed(
        "ledger_query",
        "select organization_id, portal_id, generation, proven_at, authorizer from"
            + " proof.connection");
    assertAllowed("ledger_retention", "select retention.drop_bodies('acme', null, null)");
    assertAllowed("ledger_command", "update command.credential set status = status");
    // In a process of its own it reads who signed in, and keeps the session alive.
    assertAllowed("ledger_command", "select * from web.session_attributes");
    assertAllowed("ledger_command", "update web.session set last_access_time = last_access_time");
  }

  @Test
  void not_even_the_owner_rewrites_history_by_mistake() throws SQLException {
    Agency.on("PRO");
    try (var owner = connect(OWNER)) {
      owner.setAutoCommit(false);
      try (var statement = owner.createStatement()) {
        assertThatThrownBy(() -> statement.execute("delete from events.event"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("recorded events are never changed");
      }
      owner.rollback();
    }
  }

  private static void assertDenied(String role, String sql) throws SQLException {
    try (var connection = as(role);
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              denied ->
                  assertThat(denied.getSQLState()).as(denied.getMessage()).isEqualTo("42501"));
      connection.rollback();
    }
  }

  private static void assertAllowed(String role, String sql) throws SQLException {
    try (var connection = as(role);
        var statement = connection.createStatement()) {
      statement.execute(sql);
      connection.rollback();
    }
  }

  /** Nothing it does stays. */
  private static Connection as(String role) throws SQLException {
    var connection = connect(APPLICATION);
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '5s'");
      statement.execute("set local role " + role);
    }
    return connection;
  }

  private static Connection connect(String who) throws SQLException {
    var settings = World.get().product().getEnvironment();
    return DriverManager.getConnection(
        settings.getRequiredProperty("spring.datasource.url"),
        settings.getRequiredProperty(who + "username"),
        settings.getRequiredProperty(who + "password"));
  }
}
