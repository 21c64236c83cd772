package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MerkleTest {

  private static final int LARGEST = 300;
  private static final Subtrees TREE = Subtrees.of(LARGEST);

  @Test
  @DisplayName("T33: the root of the eight leaves of RFC 6962's implementations")
  void the_root_is_the_published_one() {
    var edge = RightEdge.empty();
    for (String leaf :
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f")) {
      edge.append(Hashes.leaf(HexFormat.of().parseHex(leaf)), (_, _, _) -> {});
    }
    assertThat(HexFormat.of().formatHex(edge.root()))
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Test
  void an_edge_grows_to_the_tree_of_the_standard_and_goes_on_from_its_bytes() {
    var edge = RightEdge.empty();
    for (int size = 0; size < LARGEST; size++) {
      assertThat(edge.root()).as("of %d", size).isEqualTo(TREE.naiveRoot(size));
      assertThat(MerkleProof.root(size, TREE)).isEqualTo(edge.root());
      edge = new RightEdge(size, edge.bytes());
      edge.append(TREE.leaves.get(size), (_, _, _) -> {});
    }
  }

  @Test
  void an_edge_tells_of_every_subtree_once_it_is_full() {
    var full = new TreeMap<String, byte[]>();
    var edge = RightEdge.empty();
    TREE.leaves.forEach(
        leaf -> edge.append(leaf, (height, index, root) -> full.put(height + "/" + index, root)));
    assertThat(full).hasSize(150 + 75 + 37 + 18 + 9 + 4 + 2 + 1);
    full.forEach(
        (place, root) -> {
          var parts = place.split("/", -1);
          assertThat(root)
              .isEqualTo(TREE.root(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
        });
  }

  @Test
  void every_leaf_of_every_tree_is_proven_to_be_in_it() {
    for (int size = 1; size <= 130; size++) {
      var root = TREE.naiveRoot(size);
      for (int index = 0; index < size; index++) {
        var proof = MerkleProof.inclusion(index, size, TREE).hashes();
        assertThat(ProofCheck.includes(root, size, index, TREE.leaves.get(index), proof)).isTrue();
      }
    }
  }

  @Test
  void every_tree_is_proven_to_continue_every_smaller_one() {
    for (int size = 0; size <= 130; size++) {
      for (int old = 0; old <= size; old++) {
        var proof = MerkleProof.consistency(old, size, TREE).hashes();
        assertThat(
                ProofCheck.continues(old, TREE.naiveRoot(old), size, TREE.naiveRoot(size), proof))
            .as("%d to %d", old, size)
            .isTrue();
      }
    }
  }

  @Test
  @DisplayName("T33: of 100,000 proofs that were tampered with none is accepted")
  void no_tampered_proof_is_accepted() {
    var random = new Random(7);
    int accepted = 0;
    for (int i = 0; i < 100_000; i++) {
      accepted += (i % 2 == 0 ? inclusionFooled(random) : consistencyFooled(random)) ? 1 : 0;
    }
    assertThat(accepted).isZero();
  }

  private static boolean inclusionFooled(Random random) {
    int size = 2 + random.nextInt(LARGEST - 2);
    int index = random.nextInt(size);
    var proof = MerkleProof.inclusion(index, size, TREE).hashes();
    var root = TREE.root(size);
    var leaf = TREE.leaves.get(index);
    return switch (random.nextInt(5)) {
      case 0 -> ProofCheck.includes(root, size, index, leaf, tampered(proof, random));
      case 1 -> ProofCheck.includes(flipped(root, random), size, index, leaf, proof);
      case 2 -> ProofCheck.includes(root, size, index, flipped(leaf, random), proof);
      case 3 -> ProofCheck.includes(root, size, other(index, size, random), leaf, proof);
      default -> ProofCheck.includes(root, size, -1 - random.nextInt(9), leaf, proof);
    };
  }

  private static boolean consistencyFooled(Random random) {
    int size = 3 + random.nextInt(LARGEST - 3);
    int old = 1 + random.nextInt(size - 1);
    var proof = MerkleProof.consistency(old, size, TREE).hashes();
    var oldRoot = TREE.root(old);
    var root = TREE.root(size);
    return switch (random.nextInt(5)) {
      case 0 -> ProofCheck.continues(old, oldRoot, size, root, tampered(proof, random));
      case 1 -> ProofCheck.continues(old, flipped(oldRoot, random), size, root, proof);
      case 2 -> ProofCheck.continues(old, oldRoot, size, flipped(root, random), proof);
      case 3 -> ProofCheck.continues(size, root, old, oldRoot, proof);
      default -> ProofCheck.continues(0, oldRoot, size, root, List.of());
    };
  }

  private static List<byte[]> tampered(List<byte[]> proof, Random random) {
    var changed = new ArrayList<>(proof);
    int at = random.nextInt(changed.size());
    switch (random.nextInt(4)) {
      case 0 -> changed.set(at, flipped(changed.get(at), random));
      case 1 -> changed.remove(at);
      case 2 -> changed.add(at, flipped(changed.get(at), random));
      default -> changed.add(new byte[Hashes.LENGTH]);
    }
    return changed;
  }

  private static byte[] flipped(byte[] hash, Random random) {
    var changed = hash.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private static long other(int index, int size, Random random) {
    return (index + 1L + random.nextInt(size - 1)) % size;
  }
}
