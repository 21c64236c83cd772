package dev.portalledger.query.sealing;

import java.util.ArrayList;
import java.util.List;

/** Proofs of RFC 6962, section 2.1.1 and 2.1.2, made from the hashes of full subtrees. */
record MerkleProof(List<byte[]> hashes) {

  /** Knows the roots of a tree's full subtrees. */
  interface Subtrees {

    /**
     * A full subtree.
     *
     * @param height of the subtree: it has 2^height leaves
     * @param index among the subtrees of its height
     */
    byte[] root(int height, long index);
  }

  /** That the leaf at the index is in the tree of the size. */
  static MerkleProof inclusion(long index, long size, Subtrees subtrees) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf %d in a tree of %d".formatted(index, size));
    }
    var hashes = new ArrayList<byte[]>();
    path(index, 0, size, subtrees, hashes);
    return new MerkleProof(hashes);
  }

  /** That the tree of the larger size begins with the leaves of the smaller one. */
  static MerkleProof consistency(long from, long to, Subtrees subtrees) {
    if (from < 0 || from > to) {
      throw new IllegalArgumentException("a tree of %d does not grow to %d".formatted(from, to));
    }
    var hashes = new ArrayList<byte[]>();
    if (from > 0) {
      subproof(from, 0, to, true, subtrees, hashes);
    }
    return new MerkleProof(hashes);
  }

  static byte[] root(long size, Subtrees subtrees) {
    return size == 0 ? Hashes.empty() : root(0, size, subtrees);
  }

  private static void path(long index, long from, long to, Subtrees subtrees, List<byte[]> hashes) {
    if (to - from == 1) {
      return;
    }
    long middle = from + largestPowerBelow(to - from);
    if (index < middle) {
      path(index, from, middle, subtrees, hashes);
      hashes.add(root(middle, to, subtrees));
    } else {
      path(index, middle, to, subtrees, hashes);
      hashes.add(root(from, middle, subtrees));
    }
  }

  private static void subproof(
      long size, long from, long to, boolean whole, Subtrees subtrees, List<byte[]> hashes) {
    if (size == to) {
      if (!whole) {
        hashes.add(root(from, to, subtrees));
      }
      return;
    }
    long middle = from + largestPowerBelow(to - from);
    if (size <= middle) {
      subproof(size, from, middle, whole, subtrees, hashes);
      hashes.add(root(middle, to, subtrees));
    } else {
      subproof(size, middle, to, false, subtrees, hashes);
      hashes.add(root(from, middle, subtrees));
    }
  }

  private static byte[] root(long from, long to, Subtrees subtrees) {
    long leaves = to - from;
    if (Long.bitCount(leaves) == 1) {
      int height = Long.numberOfTrailingZeros(leaves);
      return subtrees.root(height, from >> height);
    }
    long middle = from + largestPowerBelow(leaves);
    return Hashes.node(root(from, middle, subtrees), root(middle, to, subtrees));
  }

  private static long largestPowerBelow(long number) {
    return Long.highestOneBit(number - 1);
  }
}
