package dev.portalledger.query.sealing;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of trees that grow. */
record TreeRows(JdbcClient db) {

  GrownTree tree(String organization) {
    return db.sql("select size, edge from sealing.tree where organization = :organization")
        .param("organization", organization)
        .query((row, _) -> new RightEdge(row.getLong("size"), row.getBytes("edge")))
        .optional()
        .map(edge -> new GrownTree(organization, edge))
        .orElseGet(() -> new GrownTree(organization, RightEdge.empty()));
  }

  /** All that was appended to them. */
  void add(Collection<GrownTree> trees) {
    addLeaves(trees);
    addNodes(trees);
    trees.forEach(this::keep);
  }

  private void addLeaves(Collection<GrownTree> trees) {
    var leaves = trees.stream().flatMap(tree -> tree.leaves().stream()).toList();
    db.sql(
            """
            insert into sealing.leaf (organization, index, position, event_id, hash)
            select * from unnest(:organizations, :indexes, :positions, :events, :hashes)
            """)
        .param(
            "organizations",
            leaves.stream().map(GrownTree.Leaf::organization).toArray(String[]::new))
        .param("indexes", leaves.stream().map(GrownTree.Leaf::index).toArray(Long[]::new))
        .param("positions", leaves.stream().map(GrownTree.Leaf::position).toArray(Long[]::new))
        .param("events", leaves.stream().map(GrownTree.Leaf::eventId).toArray(String[]::new))
        .param("hashes", leaves.stream().map(GrownTree.Leaf::hash).toArray(byte[][]::new))
        .update();
  }

  private void addNodes(Collection<GrownTree> trees) {
    var nodes = trees.stream().flatMap(tree -> tree.nodes().stream()).toList();
    if (!nodes.isEmpty()) {
      db.sql(
              """
              insert into sealing.node (organization, level, index, hash)
              select * from unnest(:organizations, :levels, :indexes, :hashes)
              """)
          .param(
              "organizations",
              nodes.stream().map(GrownTree.Node::organization).toArray(String[]::new))
          .param("levels", nodes.stream().map(GrownTree.Node::level).toArray(Integer[]::new))
          .param("indexes", nodes.stream().map(GrownTree.Node::index).toArray(Long[]::new))
          .param("hashes", nodes.stream().map(GrownTree.Node::hash).toArray(byte[][]::new))
          .update();
    }
  }

  private void keep(GrownTree tree) {
    db.sql(
            """
            insert into sealing.tree (organization, size, edge, position)
            values (:organization, :size, :edge, :position)
            on conflict (organization) do update set
              size = excluded.size, edge = excluded.edge, position = excluded.position
            """)
        .param("organization", tree.organization())
        .param("size", tree.edge().size())
        .param("edge", tree.edge().bytes())
        .param("position", tree.lastPosition())
        .update();
  }
}
