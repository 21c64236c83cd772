package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the signer signed last of each tree, in a file of its own, outside the database: a database
 * that is put back to yesterday does not make it forget. Not for several threads, nor for several
 * processes: whoever has it open has it alone.
 */
final class SignerMemory implements AutoCloseable {

  /**
   * What was signed last of one tree.
   *
   * @param epoch how many times it was begun; a fork begins it once more
   */
  record Known(int epoch, TreeHead head) {

    static final Known NOTHING = new Known(1, TreeHead.EMPTY);
  }

  private static final int MOST_LINES = 100_000;

  private final Map<String, Known> last = new HashMap<>();
  private final Path path;
  private final FileChannel alone;
  private FileChannel file;
  private int lines;

  SignerMemory(Path path) {
    this.path = path;
    try {
      alone = alone(path);
      if (Files.exists(path)) {
        Files.readAllLines(path).forEach(this::read);
      }
      file = compacted();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " with what was signed cannot be opened", e);
    }
  }

  private static FileChannel alone(Path path) throws IOException {
    var lock = FileChannel.open(path.resolveSibling(path.getFileName() + ".lock"), CREATE, WRITE);
    try {
      if (lock.tryLock() != null) {
        return lock;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      // As if another had it.
    }
    lock.close();
    throw new IllegalStateException(path + " is in use: a signer is running; stop it first");
  }

  /** A line that a crash cut short was never signed. */
  private void read(String line) {
    var parts = line.split("\t", -1);
    if (parts.length >= 4 && parts[parts.length - 1].equals("signed")) {
      var head = new TreeHead(Long.parseLong(parts[1]), Base64.getDecoder().decode(parts[2]));
      last.put(parts[0], new Known(parts.length == 4 ? 1 : Integer.parseInt(parts[3]), head));
    }
  }

  Known last(String organization) {
    return last.getOrDefault(organization, Known.NOTHING);
  }

  Map<String, Known> all() {
    return Map.copyOf(last);
  }

  /** Once this returns, the heads are on disk. */
  void remember(Map<String, Known> heads) {
    try {
      if (lines > MOST_LINES) {
        file.close();
        file = compacted();
      }
      append(file, heads);
    } catch (IOException e) {
      throw new UncheckedIOException("what is to be signed cannot be remembered", e);
    }
    lines += heads.size();
    last.putAll(heads);
  }

  /** A new file of what is known now takes the place of the old one, whole or not at all. */
  private FileChannel compacted() throws IOException {
    var fresh = path.resolveSibling(path.getFileName() + ".fresh");
    try (var channel = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
      append(channel, last);
    }
    Files.move(fresh, path, ATOMIC_MOVE);
    lines = last.size();
    return FileChannel.open(path, WRITE, APPEND);
  }

  private static void append(FileChannel file, Map<String, Known> heads) throws IOException {
    var text =
        heads.entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }

  private static String line(String organization, Known known) {
    var head = known.head();
    return known.epoch() == 1
        ? "%s\t%d\t%s\tsigned\n".formatted(organization, head.size(), head.rootText())
        : "%s\t%d\t%s\t%d\tsigned\n"
            .formatted(organization, head.size(), head.rootText(), known.epoch());
  }

  @Override
  public void close() throws IOException {
    file.close();
    alone.close();
  }
}
