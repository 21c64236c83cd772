package dev.portalledger.query.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CatchUpTest {

  @Test
  void what_is_there_already_is_not_waited_for() {
    var catchUp = new CatchUp(Duration.ZERO);

    assertThat(catchUp.await(() -> true)).isTrue();
  }

  @Test
  void what_never_comes_is_waited_for_until_the_limit_and_no_longer() {
    long begun = System.nanoTime();

    assertThat(new CatchUp(Duration.ofMillis(200)).await(() -> false)).isFalse();

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(200), Duration.ofSeconds(3));
  }

  @Test
  void a_commit_ends_the_wait() throws Exception {
    var catchUp = new CatchUp(Duration.ofMinutes(1));
    var asked = new CountDownLatch(1);
    var there = new AtomicBoolean();
    var reader =
        CompletableFuture.supplyAsync(
            () ->
                catchUp.await(
                    () -> {
                      asked.countDown();
                      return there.get();
                    }));
    asked.await();
    there.set(true);
    catchUp.committed();

    assertThat(reader.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_another_node_projected_is_seen_without_a_signal() throws Exception {
    var catchUp = new CatchUp(Duration.ofMinutes(1));
    var there = new AtomicBoolean();
    var reader = CompletableFuture.supplyAsync(() -> catchUp.await(there::get));
    there.set(true);

    assertThat(reader.get(5, TimeUnit.SECONDS)).isTrue();
  }
}
