package dev.portalledger.standalone.rehearsal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.portalledger.standalone.machine.CannotStart;
import dev.portalledger.standalone.machine.Ports;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second start in a process, a folder and on ports of its own, whose JVM writes the cache this
 * JVM was told of ({@code -XX:AOTCache}) and found missing or unfit.
 *
 * <p>The cache is replaced whole or not at all. A rehearsal that fails costs nothing but the speed
 * of the next start.
 */
public final class Rehearsal implements AutoCloseable {

  /** The option of the program that makes a start a rehearsal. */
  public static final String OPTION = "--rehearse";

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final int FIRST_PORT = 28_080;
  private static final int PATIENCE_SECONDS = 20;

  private final Path cache;
  private final Path folder;
  private final Process process;
  private final FileTime begin = FileTime.from(Instant.now());
  private final CompletableFuture<Void> end;
  private volatile boolean cutShort;

  private Rehearsal(Jvm jvm, Path cache, Class<?> program) throws IOException {
    this.cache = cache.toAbsolutePath();
    this.folder = this.cache.resolveSibling(cache.getFileName() + ".rehearsal");
    var command = jvm.commandToWrite(draft(), program.getName(), arguments());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // They are among the options already.
    builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    this.process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    this.end = process.onExit().thenAccept(this::keep);
  }

  /**
   * Refuses to go on with classes of an older build. JDK 25 does not compare the jars it runs with
   * those its cache was made of, and would run what is no longer there.
   */
  public static void requireFitCache() {
    refuseOldClasses(Jvm.running());
  }

  static void refuseOldClasses(Jvm jvm) {
    if (jvm.runsOldClasses()) {
      jvm.cache().ifPresent(PrivateFiles::delete);
      throw new CannotStart(
          "The JVM took classes of an older build from its cache (-XX:AOTCache); the cache is"
              + " deleted now, start again.");
    }
  }

  /** Begins if this JVM was told of a cache and does not use it. */
  public static Optional<Rehearsal> ifNeeded(Class<?> program) {
    return program.getClassLoader() == ClassLoader.getSystemClassLoader()
        ? ifNeeded(Jvm.running(), program)
        : Optional.empty();
  }

  static Optional<Rehearsal> ifNeeded(Jvm jvm, Class<?> program) {
    if (jvm.usesCache() || !jvm.canBeCached()) {
      return Optional.empty();
    }
    return jvm.cache().flatMap(cache -> begun(jvm, cache, program));
  }

  private static Optional<Rehearsal> begun(Jvm jvm, Path cache, Class<?> program) {
    try {
      return Optional.of(new Rehearsal(jvm, cache, program));
    } catch (IOException | RuntimeException e) {
      LOG.info("the next start cannot be made faster", e);
      return Optional.empty();
    }
  }

  private List<String> arguments() {
    int port = Ports.nextFree(FIRST_PORT);
    int sandboxPort = Ports.nextFree(port + 1);
    int databasePort = Ports.nextFree(sandboxPort + 1);
    return List.of(
        OPTION,
        "--fresh",
        "--folder=" + folder,
        "--port=" + port,
        "--sandbox-port=" + sandboxPort,
        "--database-port=" + databasePort);
  }

  private Path draft() {
    return cache.resolveSibling(cache.getFileName() + ".new");
  }

  private void keep(Process ended) {
    try {
      if (ended.exitValue() == 0 && !cutShort && Files.exists(draft())) {
        // A jar that is replaced while we rehearse must look newer than the cache.
        Files.setLastModifiedTime(draft(), begin);
        Files.move(draft(), cache, ATOMIC_MOVE);
        LOG.info("the next start will be faster by {}", cache);
      } else {
        LOG.info("the rehearsal ended with {}, the next start is as slow", ended.exitValue());
      }
      Files.deleteIfExists(draft());
      PrivateFiles.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once the cache is written, or it is clear that none will be. */
  void awaitEnd() {
    end.join();
  }

  /** Cuts it short if it has not ended; nothing of it stays. */
  @Override
  public void close() {
    cutShort = true;
    // The process that puts the cache together at the very end; the one we know is waiting for it.
    var java = process.info().command();
    process
        .children()
        .filter(child -> child.info().command().equals(java))
        .forEach(ProcessHandle::destroyForcibly);
    process.destroy();
    end.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
