package dev.portalledger.query.sealing;

import java.util.Arrays;
import java.util.Base64;

/** How large a tree is, and what all of it adds up to. */
@SuppressWarnings("ArrayRecordComponent") // compared by isSameAs
record TreeHead(long size, byte[] root) {

  static final TreeHead EMPTY = new TreeHead(0, Hashes.empty());

  boolean isSameAs(TreeHead other) {
    return size == other.size && Arrays.equals(root, other.root);
  }

  String rootText() {
    return Base64.getEncoder().encodeToString(root);
  }

  /** What is signed of it, c2sp.org/tlog-checkpoint. */
  String text(String origin) {
    return "%s\n%d\n%s\n".formatted(origin, size, rootText());
  }
}
