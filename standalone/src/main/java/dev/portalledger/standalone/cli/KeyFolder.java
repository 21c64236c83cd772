package dev.portalledger.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** The folder of keys, from outside: nothing of a key is read. */
final class KeyFolder {

  private static final List<String> NEEDED =
      List.of("subject.json", "fingerprint.json", "certificate.json");

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /** What is well about it; whatever is not is thrown. */
  static String look(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Trouble.no("%s is no folder: ledger keys create".formatted(folder));
    }
    requirePrivate(folder, "0700");
    for (var name : NEEDED) {
      var file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw Trouble.no(
            "%s is missing in %s. Restore it from the backup of the keys; a new one opens nothing."
                .formatted(name, folder));
      }
      requirePrivate(file, "0600");
    }
    return "all there in %s, and private".formatted(folder);
  }

  private static void requirePrivate(Path path, String mode) {
    try {
      if (Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
        throw Trouble.no("%s can be read by others: chmod %s %s".formatted(path, mode, path));
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw Trouble.cannotTell(
          "%s cannot be looked at (%s)".formatted(path, e.getClass().getSimpleName()));
    }
  }

  private KeyFolder() {}
}
