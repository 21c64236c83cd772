import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bundle as docs/bundle.md has it, in memory, to be spoilt and written. */
@SuppressWarnings("DefaultPackage")
final class TestBundle {

  final Map<String, byte[]> files = new TreeMap<>();

  static TestBundle of(String origin, TestKey key, List<Recorded> events) {
    var bundle = new TestBundle();
    bundle.content(events);
    bundle.files.put("checkpoint", checkpoint(origin, key, events).getBytes(UTF_8));
    return bundle;
  }

  static String checkpoint(String origin, TestKey key, List<Recorded> events) {
    var root = root(events.stream().map(event -> Recorded.leaf(event.entry())).toList());
    return key.note(
        "%s\n%d\n%s\n".formatted(origin, events.size(), Base64.getEncoder().encodeToString(root)));
  }

  /** Everything but the checkpoint, as of these events. */
  void content(List<Recorded> events) {
    files.keySet().removeIf(name -> !name.equals("checkpoint"));
    var hashes = events.stream().map(event -> Recorded.leaf(event.entry())).toList();
    inFiles("tile/entries/", events.stream().map(event -> short16(event.entry())).toList());
    inFiles("bodies/", events.stream().map(Recorded::body).toList());
    for (int level = 0; !hashes.isEmpty(); level++) {
      inFiles("tile/" + level + "/", hashes);
      hashes = above(hashes);
    }
  }

  private static List<byte[]> above(List<byte[]> hashes) {
    var above = new ArrayList<byte[]>();
    for (int i = 256; i <= hashes.size(); i += 256) {
      above.add(root(hashes.subList(i - 256, i)));
    }
    return above;
  }

  private void inFiles(String folder, List<byte[]> parts) {
    for (int from = 0; from < parts.size(); from += 256) {
      int to = Math.min(parts.size(), from + 256);
      var bytes = new ByteArrayOutputStream();
      parts.subList(from, to).forEach(bytes::writeBytes);
      var name = "%s%s%03d".formatted(folder, thousands(from / 256), from / 256 % 1000);
      files.put(to - from == 256 ? name : name + ".p/" + (to - from), bytes.toByteArray());
    }
  }

  private static String thousands(int n) {
    return n < 1000 ? "" : "x%03d/".formatted(n / 1000);
  }

  private static byte[] short16(byte[] entry) {
    var bytes = new byte[entry.length + 2];
    bytes[0] = (byte) (entry.length >> 8);
    bytes[1] = (byte) entry.length;
    System.arraycopy(entry, 0, bytes, 2, entry.length);
    return bytes;
  }

  /** RFC 6962, section 2.1, word for word. */
  static byte[] root(List<byte[]> leaves) {
    if (leaves.size() <= 1) {
      return leaves.isEmpty() ? Recorded.sha256() : leaves.getFirst();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return Recorded.sha256(
        new byte[] {1}, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  Path zip(Path file) {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path unpacked(Path folder) {
    files.forEach(
        (name, bytes) -> {
          try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return folder;
  }
}
