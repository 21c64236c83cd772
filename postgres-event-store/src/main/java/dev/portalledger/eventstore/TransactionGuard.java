package dev.portalledger.eventstore;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;

/** Refuses a start in which events and the rows beside them would not share a transaction. */
final class TransactionGuard {

  TransactionGuard(TransactionManager transactions) {
    if (!(transactions instanceof SpringTransactionManager)) {
      throw new IllegalStateException(
          "Axon must run on Spring's transactions, but its transaction manager is "
              + transactions.getClass().getName()
              + ". Remove that bean; commands would run without a transaction.");
    }
  }
}
