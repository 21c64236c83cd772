package dev.portalledger.standalone.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.portalledger.standalone.machine.CannotStart;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own programs, unpacked once from the class path into a private folder. */
record PostgresBinaries(Path folder) {

  /** Unpacks them below {@code parent} unless this very archive has been unpacked there before. */
  static PostgresBinaries in(Path parent) {
    var archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    try {
      var connection = (JarURLConnection) archive.openConnection();
      var folder = parent.resolve("programs-%08x".formatted(connection.getJarEntry().getCrc()));
      if (Files.notExists(folder)) {
        var draft = parent.resolve("programs.new");
        PrivateFiles.delete(draft);
        unpack(connection, PrivateFiles.folder(draft));
        Files.move(draft, folder, ATOMIC_MOVE);
      }
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw new CannotStart("PostgreSQL cannot be unpacked: " + e.getMessage(), e);
    }
  }

  static URL archive(String system, String machine) {
    var name = "/postgres-%s-%s.txz".formatted(systemName(system), machineName(machine));
    var archive = PostgresBinaries.class.getResource(name);
    if (archive == null) {
      throw new CannotStart(
          "The standalone start runs on Linux (x86_64, arm64) and macOS (arm64), this is "
              + system
              + " on "
              + machine
              + "; elsewhere run the sides against a PostgreSQL of your own.");
    }
    return archive;
  }

  private static String systemName(String system) {
    return system.startsWith("Mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
  }

  private static String machineName(String machine) {
    return switch (machine) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> machine;
    };
  }

  private static void unpack(JarURLConnection archive, Path folder) throws IOException {
    try (var packed = new BufferedInputStream(archive.getInputStream());
        var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    var target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("an entry leads out of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      PrivateFiles.folder(target);
      return;
    }
    PrivateFiles.folder(target.resolveSibling("").normalize());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    var executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }
}
