package dev.portalledger.query.sealing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree in memory, and what RFC 6962 says of it word for word. */
final class Subtrees implements MerkleProof.Subtrees {

  final List<byte[]> leaves = new ArrayList<>();
  private final Map<String, byte[]> known = new HashMap<>();
  private final Map<Integer, byte[]> roots = new HashMap<>();

  static Subtrees of(int size) {
    var tree = new Subtrees();
    for (int i = 0; i < size; i++) {
      tree.leaves.add(Hashes.leaf(ByteBuffer.allocate(4).putInt(i).array()));
    }
    return tree;
  }

  byte[] naiveRoot(int size) {
    return naive(leaves.subList(0, size));
  }

  private static byte[] naive(List<byte[]> leaves) {
    if (leaves.size() <= 1) {
      return leaves.isEmpty() ? Hashes.empty() : leaves.getFirst();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return Hashes.node(naive(leaves.subList(0, k)), naive(leaves.subList(k, leaves.size())));
  }

  /** As {@link #naiveRoot}, remembered. */
  byte[] root(int size) {
    return roots.computeIfAbsent(size, this::naiveRoot);
  }

  @Override
  public byte[] root(int height, long index) {
    return known.computeIfAbsent(
        height + "/" + index,
        _ -> naive(leaves.subList((int) index << height, ((int) index + 1) << height)));
  }
}
