package dev.portalledger.eventstore;

import org.springframework.transaction.support.TransactionTemplate;

/** The same in an application that keeps its own kind of Spring transactions. */
class PlainTransactionsTest extends PostgresEventStorageTest {

  @Override
  TransactionTemplate transaction() {
    return otherTransaction();
  }
}
