package dev.portalledger.command.vault;

import static dev.portalledger.command.vault.VaultFixture.like;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.command.TestKeys;
import dev.portalledger.command.vault.keys.KeyEncryption;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A newer key takes over from an older one, which then can be thrown away. */
@ExtendWith(OutputCaptureExtension.class)
class RotationTest {

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final int CREDENTIALS = 40;
  private static final int DATA_KEYS = 10_000;

  private VaultFixture before;

  @BeforeEach
  void open() {
    before = new VaultFixture();
    IntStream.rangeClosed(1, CREDENTIALS)
        .forEach(i -> before.connect(ACME, new PortalId(i), 1, "t" + i));
  }

  @AfterEach
  void close() {
    before.close();
  }

  @Test
  @DisplayName("T5: 10,000 data keys are rewrapped while tokens are served")
  void all_data_keys_come_under_the_new_key_while_tokens_are_served() throws Exception {
    fill(DATA_KEYS - CREDENTIALS);
    var served = new AtomicInteger();
    try (var after = new VaultFixture(TestKeys.rotated(before.keys()), Map.of())) {
      var took = whileServing(after, served, () -> rewrapped(after, DATA_KEYS));

      System.out.printf(
          "FIGURE %d data keys rewrapped in %d ms, %d tokens served meanwhile%n",
          DATA_KEYS, took.toMillis(), served.get());
      assertThat(served).hasPositiveValue();
      assertThat(underOthers(after)).isZero();
      assertThat(after.bean(Rewrapping.class).round()).as("nothing is left to do").isZero();
    }
  }

  @Test
  @DisplayName("T5: the old key is refused once it is gone, and nothing needs it")
  void nothing_needs_the_old_key_and_what_it_wrapped_is_refused(CapturedOutput output)
      throws Exception {
    var old = wrappedBytes(1);
    var rotated = TestKeys.rotated(before.keys());
    try (var after = new VaultFixture(rotated, Map.of())) {
      rewrapped(after, CREDENTIALS);
    }
    try (var last = new VaultFixture(TestKeys.withoutOlder(rotated), Map.of())) {
      for (int i = 1; i <= CREDENTIALS; i++) {
        assertThat(last.vault().active(ACME, new PortalId(i))).hasValueSatisfying(like("t" + i));
      }
      assertThat(output.getAll()).doesNotContain("security event");

      VaultFixture.untriggered(
          owner ->
              owner
                  .sql(
                      """
                      update command.data_key k set wrapped = :old from command.credential c
                       where c.data_key_id = k.data_key_id and c.portal_id = 1
                      """)
                  .param("old", old)
                  .update());

      assertThatExceptionOfType(CredentialUnreadable.class)
          .isThrownBy(() -> last.vault().active(ACME, new PortalId(1)));
      assertThat(output.getAll()).contains("security event");
    }
  }

  @Test
  void a_key_that_is_ended_while_it_is_rewrapped_stays_ended() throws Exception {
    try (var after = new VaultFixture(TestKeys.rotated(before.keys()), Map.of())) {
      var rows = after.bean(DataKeyRows.class);
      var keys = after.bean(KeyEncryption.class);
      var read = rows.notUnder(keys.currentKeyId(), new UUID(0, 0), 1_000);
      var fresh =
          read.stream()
              .filter(after.bean(DataKeys.class)::isAtHand)
              .filter(key -> !DataKey.SEALED.equals(key.owner())) // of whoever else runs here
              .map(key -> new Rewrapping.Fresh(key, keys.wrap(new byte[32], new byte[0])))
              .toList();
      after.inTransaction(() -> after.vault().expire(ACME, new PortalId(1)));

      assertThat(rows.replace(fresh)).isEqualTo(CREDENTIALS - 1);
      assertThat(
              after
                  .db()
                  .sql(
                      "select count(*) from command.data_key where wrapped is null and owner <>"
                          + " 'sealed'")
                  .query(Integer.class)
                  .single())
          .isEqualTo(1);
    }
  }

  /** Data keys of nobody; what is rewrapped does not depend on what they encrypt. */
  private void fill(int more) {
    var keys = before.bean(DataKeys.class);
    var rows = before.bean(DataKeyRows.class);
    before.inTransaction(
        () -> IntStream.range(0, more).forEach(i -> rows.insert(keys.create("nobody-" + i))));
  }

  private static void rewrapped(VaultFixture node, int all) {
    assertThat(node.bean(Rewrapping.class).round()).isGreaterThanOrEqualTo(all);
  }

  private Duration whileServing(VaultFixture node, AtomicInteger served, Runnable work)
      throws Exception {
    var over = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(2)) {
      var serving = threads.submit(() -> serve(node, over, served));
      long began = System.nanoTime();
      work.run();
      var took = Duration.ofNanos(System.nanoTime() - began);
      over.set(true);
      serving.get();
      return took;
    }
  }

  private static void serve(VaultFixture node, AtomicBoolean over, AtomicInteger served) {
    while (!over.get()) {
      var portal = new PortalId(1 + served.get() % CREDENTIALS);
      var held = node.inTransaction(() -> node.turns().heldStill(Set.of(portal)));
      assertThat(held.get(portal)).isNotNull();
      served.incrementAndGet();
    }
  }

  private byte[] wrappedBytes(long portal) {
    return before
        .db()
        .sql(
            """
            select wrapped from command.data_key join command.credential using (data_key_id)
             where portal_id = :portal
            """)
        .param("portal", portal)
        .query(byte[].class)
        .single();
  }

  private static int underOthers(VaultFixture node) {
    return node.db()
        .sql(
            """
            select count(*) from command.data_key
             where owner <> 'sealed' and kek_id <> :current and destroyed_at is null
            """)
        .param("current", node.bean(KeyEncryption.class).currentKeyId())
        .query(Integer.class)
        .single();
  }
}
