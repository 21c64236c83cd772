package dev.portalledger.query.sealing;

import java.util.ArrayList;
import java.util.List;

/** What one step adds to an organization's tree. Not for several threads. */
final class GrownTree {

  /** A leaf at its place. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Leaf(String organization, long index, long position, String eventId, byte[] hash) {}

  /** The root of 256^level leaves. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Node(String organization, int level, long index, byte[] hash) {}

  private final String organization;
  private final RightEdge edge;
  private final List<Leaf> leaves = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  GrownTree(String organization, RightEdge edge) {
    this.organization = organization;
    this.edge = edge;
  }

  void append(long position, CanonicalEntry entry) {
    append(position, entry.eventId(), entry.bytes());
  }

  void append(long position, String id, byte[] entry) {
    var hash = Hashes.leaf(entry);
    leaves.add(new Leaf(organization, edge.size(), position, id, hash));
    edge.append(hash, this::full);
  }

  private void full(int height, long index, byte[] root) {
    if (height % StoredSubtrees.STEP == 0) {
      nodes.add(new Node(organization, height / StoredSubtrees.STEP, index, root));
    }
  }

  String organization() {
    return organization;
  }

  RightEdge edge() {
    return edge;
  }

  List<Leaf> leaves() {
    return leaves;
  }

  List<Node> nodes() {
    return nodes;
  }

  long lastPosition() {
    return leaves.getLast().position();
  }
}
