package dev.portalledger.command.vault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a ciphertext stands, as associated data: each field with its length before it, so that no
 * two places ever give the same bytes.
 */
record Place(List<String> fields) {

  static Place of(String... fields) {
    return new Place(List.of(fields));
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    for (String field : fields) {
      byte[] value = field.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
      out.writeBytes(value);
    }
    return out.toByteArray();
  }
}
