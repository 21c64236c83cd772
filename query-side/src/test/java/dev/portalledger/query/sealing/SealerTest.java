package dev.portalledger.query.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {

  private final SealedDatabase ledger = new SealedDatabase();

  @Test
  void seals_each_organizations_events_in_a_tree_of_its_own() {
    ledger.record("acme", 700);
    ledger.record("globex", 3);
    ledger.sealAndSign();
    ledger.record("acme", 1);
    ledger.sealAndSign();

    assertThat(ledger.size("acme")).isEqualTo(701);
    assertThat(ledger.size("globex")).isEqualTo(3);
    assertThat(ledger.verified("acme").said()).contains("GOOD: these are exactly the 701 events");
    assertThat(ledger.verified("globex").exit()).isZero();
  }

  @Test
  void seals_more_than_one_step_takes_with_every_level_of_nodes() {
    ledger.record("acme", 66_000);
    ledger.sealAndSign();

    assertThat(
            ledger.owner.sql("select max(level) from sealing.node").query(Integer.class).single())
        .isEqualTo(2);
    assertThat(ledger.verified("acme").exit()).isZero();
  }

  @Test
  void two_nodes_that_seal_at_once_seal_each_event_once() {
    ledger.record("acme", 9_000);
    var other = CompletableFuture.runAsync(ledger.sealer::catchUp);
    ledger.sealer.catchUp();
    other.join();
    ledger.sealAndSign();

    assertThat(ledger.size("acme")).isEqualTo(9_000);
    assertThat(ledger.verified("acme").exit()).isZero();
  }

  @Test
  void a_step_that_is_cut_short_did_not_happen() {
    ledger.record("acme", 10);
    ledger
        .superuser
        .sql("alter table sealing.tree add constraint full_up check (size < 5)")
        .update();
    assertThatThrownBy(ledger.sealer::catchUp).hasMessageContaining("full_up");
    assertThat(ledger.owner.sql("select count(*) from sealing.leaf").query(Long.class).single())
        .isZero();

    ledger.superuser.sql("alter table sealing.tree drop constraint full_up").update();
    ledger.sealAndSign();

    assertThat(ledger.verified("acme").exit()).isZero();
  }

  @Test
  void proves_that_an_event_is_in_the_tree_and_that_the_tree_goes_on() {
    ledger.record("acme", 300);
    ledger.sealAndSign();
    var old = Base64.getDecoder().decode(ledger.history.latest("acme").orElseThrow().root());
    ledger.record("acme", 411);
    ledger.sealAndSign();

    var root = Base64.getDecoder().decode(ledger.history.latest("acme").orElseThrow().root());
    var subtrees = ledger.history.subtrees("acme");
    for (var event : ledger.history.stored("acme", 0, 711)) {
      var proof = MerkleProof.inclusion(event.index(), 711, subtrees).hashes();
      var leaf = Hashes.leaf(event.entry().bytes());
      assertThat(ProofCheck.includes(root, 711, event.index(), leaf, proof)).isTrue();
    }
    var proof = MerkleProof.consistency(300, 711, subtrees).hashes();
    assertThat(ProofCheck.continues(300, old, 711, root, proof)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into sealing.checkpoint (organization, size, note) values ('acme', 1, 'x')",
        "update sealing.leaf set hash = hash",
        "delete from sealing.leaf",
        "delete from sealing.tree",
        "update sealing.checkpoint set note = note",
        "truncate sealing.node"
      })
  void nobody_but_the_signer_signs_and_nobody_rewrites(String sql) {
    assertThatThrownBy(() -> ledger.db.sql(sql).update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"update sealing.leaf set hash = hash", "delete from sealing.checkpoint"})
  void not_even_the_owner_rewrites_by_mistake(String sql) {
    assertThatThrownBy(() -> ledger.owner.sql(sql).update())
        .rootCause()
        .hasMessageContaining("what was sealed is never changed");
  }
}
