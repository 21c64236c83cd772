package dev.portalledger.command.gateway;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.AbstractRetryScheduler;

/**
 * Tries a command again that lost a race, up to 20 times, after 1 to 500 ms. Programming errors are
 * not tried again.
 */
final class JitteredRetry extends AbstractRetryScheduler {

  private static final int MOST_RETRIES = 20;
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  JitteredRetry(ScheduledExecutorService executor) {
    super(new Builder().retryExecutor(executor).maxRetryCount(MOST_RETRIES));
  }

  @Override
  @SuppressWarnings("rawtypes") // the signature is Axon's
  protected long computeRetryInterval(
      CommandMessage message, RuntimeException last, List<Class<? extends Throwable>[]> failures) {
    long longest =
        Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(20, failures.size() - 1));
    return 1 + ThreadLocalRandom.current().nextLong(longest);
  }

  private static final class Builder extends AbstractRetryScheduler.Builder<Builder> {

    Builder() {
      addNonTransientFailurePredicate(NullPointerException.class, _ -> true);
      addNonTransientFailurePredicate(IllegalArgumentException.class, _ -> true);
      addNonTransientFailurePredicate(IllegalStateException.class, _ -> true);
    }
  }
}
