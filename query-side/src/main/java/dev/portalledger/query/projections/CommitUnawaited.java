package dev.portalledger.query.projections;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets a transaction be committed before the disk has it. Rows and token of a projection go
 * together, so what a crash of the database takes is read again from the events; and who waits for
 * no disk keeps no later event waiting, since readers follow the oldest transaction that writes.
 */
record CommitUnawaited(JdbcClient db) {

  void inThisTransaction() {
    db.sql("set local synchronous_commit = off").update();
  }
}
