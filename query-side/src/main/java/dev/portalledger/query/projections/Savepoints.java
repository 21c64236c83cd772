package dev.portalledger.query.projections;

import java.lang.reflect.Executable;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Handles an event behind a savepoint, unless its changes wait for the rest of a batch. PostgreSQL
 * refuses every further statement of a transaction after one has failed, so without a savepoint a
 * bad event could neither be parked nor skipped: its whole batch would fail for ever.
 */
final class Savepoints implements HandlerEnhancerDefinition {

  private static final String OURS = "dev.portalledger.query.";

  private final PlatformTransactionManager transactions;

  Savepoints(PlatformTransactionManager transactions) {
    this.transactions = transactions;
  }

  TransactionStatus begin() {
    return transactions.getTransaction(
        new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
  }

  void release(TransactionStatus savepoint) {
    transactions.commit(savepoint);
  }

  void rollback(TransactionStatus savepoint) {
    transactions.rollback(savepoint);
  }

  @Override
  public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> handler) {
    return isProjection(handler) ? new BehindSavepoint<>(handler) : handler;
  }

  private static boolean isProjection(MessageHandlingMember<?> handler) {
    return handler.canHandleMessageType(EventMessage.class)
        && handler
            .unwrap(Executable.class)
            .filter(method -> method.getDeclaringClass().getName().startsWith(OURS))
            .isPresent();
  }

  private final class BehindSavepoint<T> extends WrappedMessageHandlingMember<T> {

    BehindSavepoint(MessageHandlingMember<T> handler) {
      super(handler);
    }

    @Override
    public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
      if (Batch.atHand().isPresent()) {
        return super.handle(message, target);
      }
      TransactionStatus savepoint = begin();
      try {
        Object result = super.handle(message, target);
        release(savepoint);
        return result;
      } catch (Exception e) {
        rollback(savepoint);
        throw e;
      }
    }
  }
}
