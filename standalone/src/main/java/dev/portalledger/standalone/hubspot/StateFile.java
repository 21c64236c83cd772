package dev.portalledger.standalone.hubspot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The state on disk, replaced as a whole so that a crash leaves the old or the new; without a
 * folder, nowhere.
 */
final class StateFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final @Nullable Path folder;

  StateFile(@Nullable Path folder) {
    this.folder = folder;
  }

  Optional<SandboxState> read() {
    if (folder == null || !Files.exists(file(folder))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          SandboxJson.MAPPER.readValue(Files.readAllBytes(file(folder)), SandboxState.class));
    } catch (IOException | JacksonException e) {
      throw new IllegalStateException(
          "%s cannot be read; delete it to start with a fresh HubSpot sandbox"
              .formatted(file(folder)),
          e);
    }
  }

  void write(SandboxState state) {
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      var next = folder.resolve("hubspot-sandbox.json.next");
      durably(next, SandboxJson.MAPPER.writeValueAsBytes(state));
      Files.move(
          next, file(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the HubSpot sandbox cannot store its state", e);
    }
  }

  private static void durably(Path path, byte[] bytes) throws IOException {
    Files.deleteIfExists(path);
    // Its tokens are toys, but whoever has them can play the app.
    Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static Path file(Path folder) {
    return folder.resolve("hubspot-sandbox.json");
  }
}
