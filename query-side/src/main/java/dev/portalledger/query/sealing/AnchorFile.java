package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file that is only appended to: one note after the other, an empty line between. */
record AnchorFile(Path path) implements AnchorSink {

  @Override
  public String name() {
    return "file " + path.toAbsolutePath();
  }

  @Override
  public void take(String note) throws IOException {
    try (var file = FileChannel.open(path, CREATE, WRITE, APPEND)) {
      var bytes = ByteBuffer.wrap((note + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }
}
