package dev.portalledger.standalone.machine;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;

/** Folders (0700) and files (0600) that no other account of this computer can look into. */
public final class PrivateFiles {

  private static final String FOLDER = "rwx------";
  private static final String FILE = "rw-------";

  /** The folder, made if missing, closed to others if it was open. */
  public static Path folder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER));
        Files.createDirectories(folder, mode);
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
      return folder.toRealPath();
    } catch (IOException e) {
      throw new CannotStart("The folder " + folder + " cannot be made private: " + reason(e), e);
    }
  }

  /** Writes the whole file or nothing; once this returns the content is on disk. */
  public static void write(Path file, String content) {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE));
    try {
      Files.deleteIfExists(draft);
      try (var out = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), mode)) {
        var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(draft, file, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CannotStart("The file " + file + " cannot be written: " + reason(e), e);
    }
  }

  /** What {@link #write} wrote. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CannotStart("The file " + file + " cannot be read: " + reason(e), e);
    }
  }

  /** Deletes a file or a folder with all that is in it; nothing there is fine. Follows no link. */
  public static void delete(Path path) {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var tree = Files.walk(path)) {
      for (var entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CannotStart(path + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  private PrivateFiles() {}
}
