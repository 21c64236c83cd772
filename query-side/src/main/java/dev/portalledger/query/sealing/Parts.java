package dev.portalledger.query.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Byte strings one after the other, as a bundle's files have them. */
final class Parts {

  /** The largest entry of c2sp.org/tlog-tiles. */
  private static final int LONGEST_ENTRY = 0xffff;

  private static final int WITHHELD = -1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void withShortLength(byte[] part) {
    if (part.length > LONGEST_ENTRY) {
      throw new IllegalStateException("an entry of " + part.length + " bytes");
    }
    out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) part.length).array());
    out.writeBytes(part);
  }

  void withLength(byte[] part) {
    length(part.length);
    out.writeBytes(part);
  }

  void withoutLength(byte[] part) {
    out.writeBytes(part);
  }

  void withheld() {
    length(WITHHELD);
  }

  private void length(int length) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
