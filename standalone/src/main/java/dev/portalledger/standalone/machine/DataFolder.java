package dev.portalledger.standalone.machine;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The one folder everything is kept in, held by one process at a time. The hold is a lock of the
 * operating system: it ends with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {

  private static final String MARKER = "PORTAL-LEDGER";
  private static final String LOCK = "lock";
  private static final String HOLDER = "running";

  // Closing any file handle on the lock file drops the lock of the whole process, so a second
  // attempt inside this process must not even open it.
  private static final Set<Path> HELD = new HashSet<>();

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the folder, made if missing.
   *
   * @param url where the product will answer; a second start is told
   */
  public static DataFolder hold(Path folder, String url) {
    requireOursOrEmpty(folder);
    var path = PrivateFiles.folder(folder);
    if (Files.notExists(path.resolve(MARKER))) {
      PrivateFiles.write(path.resolve(MARKER), "The data of Portal Ledger's standalone start.\n");
    }
    var held = new DataFolder(path, lock(path));
    var pid = ProcessHandle.current().pid();
    PrivateFiles.write(path.resolve(HOLDER), "%s (process %d)\n".formatted(url, pid));
    return held;
  }

  private static void requireOursOrEmpty(Path folder) {
    if (Files.notExists(folder) || Files.exists(folder.resolve(MARKER))) {
      return;
    }
    try (var content = Files.list(folder)) {
      if (content.findAny().isEmpty()) {
        return;
      }
    } catch (IOException e) {
      throw new CannotStart("The folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
    throw new CannotStart(
        "The folder "
            + folder
            + " holds something else than Portal Ledger's data and is left alone;"
            + " name another one with --folder.");
  }

  private static FileChannel lock(Path path) {
    synchronized (HELD) {
      if (HELD.contains(path)) {
        throw alreadyRunning(path);
      }
      var channel = tryLock(path);
      HELD.add(path);
      return channel;
    }
  }

  private static FileChannel tryLock(Path path) {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      var channel = FileChannel.open(path.resolve(LOCK), Set.of(CREATE, WRITE), mode);
      if (channel.tryLock() != null) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw new CannotStart("The folder " + path + " cannot be locked: " + e.getMessage(), e);
    }
    throw alreadyRunning(path);
  }

  private static CannotStart alreadyRunning(Path path) {
    var holder = path.resolve(HOLDER);
    var where = Files.exists(holder) ? " at " + PrivateFiles.read(holder).strip() : "";
    return new CannotStart(
        "Portal Ledger is already running"
            + where
            + " on the data in "
            + path
            + "; stop that one with Ctrl-C, or start with another --folder and other ports.");
  }

  public Path path() {
    return path;
  }

  /** A private folder inside. */
  public Path folder(String name) {
    return PrivateFiles.folder(path.resolve(name));
  }

  /** Forgets everything that is kept; the folder stays held. */
  public void clear() {
    var kept = List.of(MARKER, LOCK, HOLDER);
    try (var content = Files.list(path)) {
      content
          .filter(entry -> !kept.contains(entry.getFileName().toString()))
          .forEach(PrivateFiles::delete);
    } catch (IOException e) {
      throw new CannotStart("The folder " + path + " cannot be cleared: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    synchronized (HELD) {
      PrivateFiles.delete(path.resolve(HOLDER));
      HELD.remove(path);
      try {
        lock.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
