package dev.portalledger.benchmarks;

import java.sql.SQLException;

/**
 * The many events that replay and start are about.
 *
 * @param sample the portal they all take after
 */
record History(Ground ground, EventTable events, long sample) {

  /** At least so many events; made once for a run. */
  static History ensure(Ground ground, int count) throws SQLException {
    ground.stopProjections();
    var database = ground.database();
    var events = EventTable.in(database);
    var sample = ground.node().sample();
    if (ground.events() < count) {
      Progress.say("  storing %,d events".formatted(count));
      new GeneratedEvents(database, events).connectPortals(sample, count);
    }
    ground.awaitHead(ground.events());
    // Nothing else should be at work then.
    AuditedLedger.awaitSigned(ground, OneEvent.ORGANIZATION);
    return new History(ground, events, sample);
  }

  String payloadType() throws SQLException {
    try (var connection = ground.database().connect()) {
      return events.sample(connection, "portal-" + sample).payloadType();
    }
  }
}
