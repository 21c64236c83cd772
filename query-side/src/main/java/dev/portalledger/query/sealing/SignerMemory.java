package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the signer signed last of each tree, in a file of its own, outside the database: a database
 * that is put back to yesterday does not make it forget. Not for several threads.
 */
final class SignerMemory implements AutoCloseable {

  private final Map<String, TreeHead> last = new HashMap<>();
  private final FileChannel file;

  SignerMemory(Path path) {
    try {
      if (Files.exists(path)) {
        Files.readAllLines(path).forEach(this::read);
      }
      file = FileChannel.open(path, CREATE, WRITE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " with what was signed cannot be opened", e);
    }
  }

  /** A line that a crash cut short was never signed. */
  private void read(String line) {
    var parts = line.split("\t", -1);
    if (parts.length == 4 && parts[3].equals("signed")) {
      last.put(
          parts[0], new TreeHead(Long.parseLong(parts[1]), Base64.getDecoder().decode(parts[2])));
    }
  }

  TreeHead last(String organization) {
    return last.getOrDefault(organization, TreeHead.EMPTY);
  }

  Map<String, TreeHead> all() {
    return Map.copyOf(last);
  }

  /** Once this returns, the heads are on disk. */
  void remember(Map<String, TreeHead> heads) {
    var lines =
        heads.entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    try {
      var bytes = ByteBuffer.wrap(lines.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("what is to be signed cannot be remembered", e);
    }
    last.putAll(heads);
  }

  private static String line(String organization, TreeHead head) {
    return "%s\t%d\t%s\tsigned\n".formatted(organization, head.size(), head.rootText());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
