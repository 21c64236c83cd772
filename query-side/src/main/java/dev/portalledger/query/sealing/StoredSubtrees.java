package dev.portalledger.query.sealing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One organization's tree as it is stored: leaves, and every eighth level above them. */
record StoredSubtrees(JdbcClient db, String organization) implements MerkleProof.Subtrees {

  /** Levels that are stored are so many heights apart; a tile is 2^8 wide. */
  static final int STEP = 8;

  @Override
  public byte[] root(int height, long index) {
    int level = height / STEP;
    int above = height % STEP;
    var roots = stored(level, index << above, 1 << above);
    if (roots.size() != 1 << above) {
      throw new HoleInTree(
          "the tree of %s has a hole at height %d, %d".formatted(organization, height, index));
    }
    while (roots.size() > 1) {
      roots = paired(roots);
    }
    return roots.getFirst();
  }

  /** The hashes of a level, from an index on: as many of them as are there. */
  List<byte[]> stored(int level, long from, int count) {
    return db.sql(
            level == 0
                ? """
                select hash from sealing.leaf
                 where organization = :organization and index >= :from and index < :to
                 order by index
                """
                : """
                select hash from sealing.node
                 where organization = :organization and level = %d and index >= :from and index < :to
                 order by index
                """
                    .formatted(level))
        .param("organization", organization)
        .param("from", from)
        .param("to", from + count)
        .query((row, _) -> row.getBytes(1))
        .list();
  }

  /** All hashes of a tile. One that is missing is all zeros, so that an auditor sees where. */
  List<byte[]> tile(int level, long from, int count) {
    return db.sql(
            """
            select coalesce(hash, decode(repeat('00', 32), 'hex'))
              from generate_series(:from, :to - 1) as place (index)
              left join (%s) as known using (index)
             order by index
            """
                .formatted(
                    level == 0
                        ? "select index, hash from sealing.leaf where organization = :organization"
                        : "select index, hash from sealing.node where organization = :organization and level = "
                            + level))
        .param("organization", organization)
        .param("from", from)
        .param("to", from + count)
        .query((row, _) -> row.getBytes(1))
        .list();
  }

  private static List<byte[]> paired(List<byte[]> roots) {
    var above = new ArrayList<byte[]>(roots.size() / 2);
    for (int i = 0; i < roots.size(); i += 2) {
      above.add(Hashes.node(roots.get(i), roots.get(i + 1)));
    }
    return above;
  }
}
