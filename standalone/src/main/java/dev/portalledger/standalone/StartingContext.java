package dev.portalledger.standalone;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring context that starts on a thread of its own; closing it waits for the start to end. */
final class StartingContext implements AutoCloseable {

  private final String name;
  private final CompletableFuture<ConfigurableApplicationContext> context;

  StartingContext(String name, Supplier<ConfigurableApplicationContext> start) {
    this.name = name;
    this.context =
        CompletableFuture.supplyAsync(
            start, task -> Thread.ofPlatform().name("start-" + name).start(task));
  }

  ConfigurableApplicationContext started() {
    try {
      return context.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the " + name + " did not start", e.getCause());
    }
  }

  @Override
  public void close() {
    if (!context.handle((_, failure) -> failure != null).join()) {
      context.join().close();
    }
  }
}
