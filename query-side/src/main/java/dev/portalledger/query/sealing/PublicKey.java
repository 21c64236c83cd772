package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What notes are verified with, c2sp.org/signed-note; under each name it is another key to
 * verifiers.
 *
 * @param bytes the algorithm's number and the key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PublicKey(byte[] bytes) {

  static final int ID_BYTES = 4;

  private static final byte ED25519 = 1;

  static PublicKey ed25519(byte[] key) {
    return new PublicKey(ByteBuffer.allocate(1 + key.length).put(ED25519).put(key).array());
  }

  /** What an auditor gives the verifier as {@code --vkey}. */
  String verifierKey(String name) {
    return "%s+%s+%s"
        .formatted(
            name, HexFormat.of().formatHex(id(name)), Base64.getEncoder().encodeToString(bytes));
  }

  byte[] id(String name) {
    var prefix = (name + "\n").getBytes(UTF_8);
    var all = Arrays.copyOf(prefix, prefix.length + bytes.length);
    System.arraycopy(bytes, 0, all, prefix.length, bytes.length);
    return Hashes.first(all, ID_BYTES);
  }
}
