package dev.portalledger.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract in an application that keeps its own kind of Spring transactions. */
class PlainTransactionsTest extends EventStorageContract {

  private static Store store;

  @BeforeAll
  static void create() {
    store = new Store(TestServer.migratedDatabase(), TYPES);
  }

  @AfterAll
  static void end() {
    store.close();
  }

  @Override
  EventStorageEngine emptyEngine() {
    store.empty();
    return store.engine;
  }

  @Override
  TransactionTemplate transaction() {
    return store.otherTransaction;
  }

  @Override
  void settle() {
    store.sequence();
  }
}
