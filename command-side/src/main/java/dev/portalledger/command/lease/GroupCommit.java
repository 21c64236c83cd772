package dev.portalledger.command.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.dao.QueryTimeoutException;

/**
 * Lets callers that come at the same time share one transaction: each waits until it is committed,
 * and a commit that takes long makes the next one larger, not later.
 */
final class GroupCommit<Q, A> implements AutoCloseable {

  private static final int MOST_AT_ONCE = 256;
  private static final int THREADS = 2;

  private final Function<List<Q>, List<A>> transaction;
  private final BlockingQueue<Waiting<Q, A>> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads;

  private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

  /**
   * @param transaction answers all questions, in their order, when everything is committed
   */
  GroupCommit(String name, Function<List<Q>, List<A>> transaction) {
    this.transaction = transaction;
    this.threads =
        IntStream.range(0, THREADS)
            .mapToObj(i -> Thread.ofPlatform().daemon().name(name + "-" + i).start(this::work))
            .toList();
  }

  A submit(Q question, Duration patience) {
    var answer = new CompletableFuture<A>();
    queue.add(new Waiting<>(question, answer));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new QueryTimeoutException("not committed in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryTimeoutException("interrupted before it was committed", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private void work() {
    try {
      while (true) {
        var together = new ArrayList<Waiting<Q, A>>();
        together.add(queue.take());
        queue.drainTo(together, MOST_AT_ONCE - 1);
        commit(together);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<Waiting<Q, A>> together) {
    try {
      var answers = transaction.apply(together.stream().map(Waiting::question).toList());
      for (int i = 0; i < together.size(); i++) {
        together.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException e) {
      together.forEach(one -> one.answer().completeExceptionally(e));
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
