package dev.portalledger.standalone;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A part that starts on a thread of its own; closing it waits for the start to end. */
final class Starting<P extends AutoCloseable> implements AutoCloseable {

  private final CompletableFuture<P> part;

  Starting(String name, Supplier<P> start) {
    part =
        CompletableFuture.supplyAsync(
            start, task -> Thread.ofPlatform().name("start-" + name).start(task));
  }

  /** Waits for the part, or throws what kept it from starting. */
  P started() {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException reason ? reason : e;
    }
  }

  @Override
  public void close() {
    if (!part.handle((_, failure) -> failure != null).join()) {
      OpenParts.close(part.join());
    }
  }
}
