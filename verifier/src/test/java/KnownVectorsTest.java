import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings("DefaultPackage")
class KnownVectorsTest {

  /** The leaves that the implementations of Certificate Transparency are tested with. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  @DisplayName("T33: the roots of RFC 6962's trees of 0 to 8 leaves")
  void roots_are_those_of_rfc_6962() {
    var tree = new LedgerVerify.Tree();
    for (int size = 0; size <= LEAVES.size(); size++) {
      assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(ROOTS.get(size));
      if (size < LEAVES.size()) {
        tree.append(LedgerVerify.Hashes.leaf(HexFormat.of().parseHex(LEAVES.get(size))));
      }
    }
  }

  @Test
  @DisplayName("T33: a node is never a leaf")
  void a_leaf_of_two_hashes_is_not_their_node() {
    var left = LedgerVerify.Hashes.leaf(new byte[] {1});
    var right = LedgerVerify.Hashes.leaf(new byte[] {2});
    var both = new byte[64];
    System.arraycopy(left, 0, both, 0, 32);
    System.arraycopy(right, 0, both, 32, 32);
    assertThat(LedgerVerify.Hashes.leaf(both)).isNotEqualTo(LedgerVerify.Hashes.node(left, right));
  }

  @Test
  void files_are_named_as_in_tlog_tiles() {
    assertThat(LedgerVerify.tileName(0, 256)).isEqualTo("000");
    assertThat(LedgerVerify.tileName(67, 67 * 256 + 5)).isEqualTo("067.p/5");
    assertThat(LedgerVerify.tileName(1_234_067, Long.MAX_VALUE)).isEqualTo("x001/x234/067");
  }
}
