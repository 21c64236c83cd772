package dev.portalledger.query.sealing;

import java.util.Arrays;
import java.util.List;

/** Checks proofs by RFC 9162, section 2.1.3.2 and 2.1.4.2: apart from how they are made. */
final class ProofCheck {

  static boolean includes(byte[] root, long size, long index, byte[] leaf, List<byte[]> proof) {
    if (index < 0 || index >= size) {
      return false;
    }
    long at = index;
    long last = size - 1;
    var hash = leaf;
    for (byte[] other : proof) {
      if (last == 0) {
        return false;
      }
      boolean onTheRight = (at & 1) == 1 || at == last;
      hash = onTheRight ? Hashes.node(other, hash) : Hashes.node(hash, other);
      int up = onTheRight && (at & 1) == 0 ? Long.numberOfTrailingZeros(at) : 0;
      at = at >> up >> 1;
      last = last >> up >> 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  static boolean continues(
      long oldSize, byte[] oldRoot, long size, byte[] root, List<byte[]> proof) {
    if (oldSize == size) {
      return proof.isEmpty() && Arrays.equals(oldRoot, root);
    }
    if (oldSize <= 0 || oldSize > size) {
      return oldSize == 0 && proof.isEmpty() && Arrays.equals(oldRoot, Hashes.empty());
    }
    boolean startsWithOldRoot = Long.bitCount(oldSize) == 1;
    if (proof.isEmpty()) {
      return false;
    }
    int up = Long.numberOfTrailingZeros(oldSize);
    return climbs(
        (oldSize - 1) >> up,
        (size - 1) >> up,
        startsWithOldRoot ? oldRoot : proof.getFirst(),
        startsWithOldRoot ? proof : proof.subList(1, proof.size()),
        oldRoot,
        root);
  }

  private static boolean climbs(
      long from, long to, byte[] start, List<byte[]> path, byte[] oldRoot, byte[] root) {
    long at = from;
    long last = to;
    var oldHash = start;
    var hash = start;
    for (byte[] other : path) {
      if (last == 0) {
        return false;
      }
      boolean inBoth = (at & 1) == 1 || at == last;
      oldHash = inBoth ? Hashes.node(other, oldHash) : oldHash;
      hash = inBoth ? Hashes.node(other, hash) : Hashes.node(hash, other);
      int up = inBoth && (at & 1) == 0 ? Long.numberOfTrailingZeros(at) : 0;
      at = at >> up >> 1;
      last = last >> up >> 1;
    }
    return last == 0 && Arrays.equals(oldHash, oldRoot) && Arrays.equals(hash, root);
  }

  private ProofCheck() {}
}
