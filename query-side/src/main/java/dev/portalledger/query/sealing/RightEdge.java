package dev.portalledger.query.sealing;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A tree that grows, in as little as it needs for that: the roots of its full subtrees, one for
 * each bit of its size. Not for several threads.
 */
final class RightEdge {

  /** Is told of each subtree that became full. */
  interface Full {

    /**
     * A full subtree.
     *
     * @param height of the subtree: it has 2^height leaves
     * @param index among the subtrees of its height
     */
    void subtree(int height, long index, byte[] root);
  }

  private final Deque<byte[]> smallestFirst = new ArrayDeque<>();
  private long size;

  /**
   * @param edge as {@link #bytes} gave it
   */
  RightEdge(long size, byte[] edge) {
    if (edge.length != Long.bitCount(size) * Hashes.LENGTH) {
      throw new IllegalArgumentException("an edge of " + edge.length + " bytes for " + size);
    }
    this.size = size;
    for (int from = 0; from < edge.length; from += Hashes.LENGTH) {
      var root = new byte[Hashes.LENGTH];
      System.arraycopy(edge, from, root, 0, Hashes.LENGTH);
      smallestFirst.push(root);
    }
  }

  static RightEdge empty() {
    return new RightEdge(0, new byte[0]);
  }

  void append(byte[] leaf, Full full) {
    var root = leaf;
    for (int height = 0; (size >> height & 1) == 1; height++) {
      root = Hashes.node(smallestFirst.pop(), root);
      full.subtree(height + 1, size >> (height + 1), root);
    }
    smallestFirst.push(root);
    size++;
  }

  long size() {
    return size;
  }

  byte[] root() {
    byte[] root = null;
    for (byte[] subtree : smallestFirst) {
      root = root == null ? subtree : Hashes.node(subtree, root);
    }
    return root == null ? Hashes.empty() : root;
  }

  /** The roots, the largest subtree's first. */
  byte[] bytes() {
    var bytes = ByteBuffer.allocate(smallestFirst.size() * Hashes.LENGTH);
    smallestFirst.descendingIterator().forEachRemaining(bytes::put);
    return bytes.array();
  }
}
