package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.SignerFolder;
import dev.portalledger.query.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** One tree over the checkpoints of all ledgers, told outside. */
class AnchorsTest {

  private final SealedDatabase ledger = new SealedDatabase();
  private final Anchors anchors = ledger.anchors();

  @TempDir private Path outside;

  private void grow(SealedDatabase ledger) {
    ledger.record("acme", 3);
    ledger.record("globex", 2);
    ledger.sealAndSign();
    ledger.anchors().anchorDue();
    ledger.signer.signGrown();
  }

  private static Anchors.Anchor latest(SealedDatabase ledger) {
    return ledger.anchors().signed(Optional.empty()).orElseThrow();
  }

  private static String proof(SealedDatabase ledger, String organization) {
    return ledger.anchors().proof(organization, latest(ledger)).orElseThrow();
  }

  /** As an auditor calls it who kept that anchor. */
  private Verifier under(
      Anchors.Anchor anchor, SealedDatabase ledger, @Nullable String proof, String organization)
      throws IOException {
    var file = Files.writeString(outside.resolve("anchor-" + anchor.size()), anchor.note());
    var origin = SealedDatabase.ORIGINS.of(organization);
    return Verifier.of(
        ledger.bundle(ledger.db, organization, proof),
        origin,
        ledger.key.verifierKey(origin),
        "--anchor",
        file.toString());
  }

  @Test
  void holds_every_checkpoint_of_every_ledger_in_the_order_of_signing() {
    grow(ledger);
    grow(ledger);

    assertThat(latest(ledger).size()).isEqualTo(4);
    assertThat(latest(ledger).note()).startsWith("ledger.test/anchor\n4\n");
    assertThat(anchors.anchorDue()).as("not its own").isZero();
    assertThat(ledger.signer.signGrown()).isZero();
    assertThat(ledger.restartedSigner().refused()).isEmpty();
  }

  @Test
  void waits_its_time() {
    ledger.record("acme", 3);
    ledger.sealAndSign();
    anchors.anchorDue();
    ledger.record("acme", 3);
    ledger.sealAndSign();

    var later = new Anchors(ledger.db, ledger.transaction, Duration.ofMinutes(10)).anchorDue();

    assertThat(later).isZero();
    assertThat(anchors.anchorDue()).isEqualTo(1);
  }

  @Test
  void a_bundle_is_under_the_anchor_that_was_kept_outside() throws IOException {
    grow(ledger);
    var kept = latest(ledger);
    grow(ledger);

    var proof = anchors.proof("acme", anchors.signed(Optional.of(kept.size())).orElseThrow());
    var said = under(kept, ledger, proof.orElseThrow(), "acme");

    assertThat(said.exit()).as(said.said()).isZero();
    assertThat(said.said()).contains("the checkpoint of 3 events is under the anchor given");
    assertThat(under(latest(ledger), ledger, proof(ledger, "globex"), "globex").exit()).isZero();
  }

  @Test
  void a_bundle_made_for_another_anchor_or_without_one_is_told_apart() throws IOException {
    grow(ledger);
    var kept = latest(ledger);
    grow(ledger);

    assertThat(under(kept, ledger, proof(ledger, "acme"), "acme").said())
        .contains("evidence?anchor=2");
    assertThat(under(kept, ledger, null, "acme").exit()).isEqualTo(2);
    assertThat(under(kept, ledger, "no proof", "acme").exit()).isEqualTo(1);
    assertThat(under(latest(ledger), ledger, proof(ledger, "globex"), "acme").exit())
        .as("another ledger's checkpoint")
        .isEqualTo(1);
    var forged = new Anchors.Anchor(2, kept.note().replace("\n2\n", "\n3\n"));
    assertThat(under(forged, ledger, proof(ledger, "acme"), "acme").exit()).isEqualTo(2);
  }

  @Test
  @DisplayName("T31: one history for the auditor and another for the client: the anchor tells")
  void a_split_view_is_found_by_whoever_holds_an_anchor() throws IOException {
    grow(ledger);
    ledger.stopSigner();
    var copy = TestDatabase.copyOf(ledger.url);
    var other = new SealedDatabase(copy, copyOf(ledger.folder));
    ledger.restartedSigner();
    other.record("acme", 1);
    grow(ledger);
    grow(other);

    var kept = latest(ledger);
    assertThat(under(kept, ledger, proof(ledger, "acme"), "acme").exit()).isZero();
    var said = under(kept, other, proof(other, "acme"), "acme");
    assertThat(said.exit()).as(said.said()).isEqualTo(1);
    assertThat(said.said()).contains("not under the anchor given");
    var smuggled = under(kept, other, proof(ledger, "acme"), "acme");
    assertThat(smuggled.exit()).as(smuggled.said()).isEqualTo(1);
    assertThat(smuggled.said()).contains("inconsistent");
  }

  @Test
  void a_history_that_was_rolled_back_behind_the_anchor_is_found() throws IOException {
    grow(ledger);
    ledger.stopSigner();
    var older = new SealedDatabase(TestDatabase.copyOf(ledger.url), SignerFolder.fresh());
    ledger.restartedSigner();
    grow(ledger);

    var origin = SealedDatabase.ORIGINS.of("acme");
    var file = Files.writeString(outside.resolve("kept"), latest(ledger).note());
    var said =
        Verifier.of(
            older.bundle(older.db, "acme", proof(ledger, "acme")),
            origin,
            ledger.key.verifierKey(origin),
            "--anchor",
            file.toString());

    assertThat(said.exit()).as(said.said()).isEqualTo(1);
    assertThat(said.said()).contains("rolled back: 6 events are anchored, this bundle has 3");
  }

  private AnchorTeller teller(AnchorSink sink) {
    return new AnchorTeller(ledger.db, anchors, sink);
  }

  private void letGo() {
    ledger.owner.sql("update sealing.anchor_sink set held_until = '-infinity'").update();
  }

  /** A place that takes what it is told, or says why not. */
  private static final class Place implements AnchorSink {

    private final String name;
    private final boolean wantsFormerOnes;
    private final List<String> taken = new ArrayList<>();
    private @Nullable String complaint;

    Place(String name, boolean wantsFormerOnes) {
      this.name = name;
      this.wantsFormerOnes = wantsFormerOnes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean wantsFormerOnes() {
      return wantsFormerOnes;
    }

    @Override
    public void take(String note) throws IOException {
      if (complaint != null) {
        throw new IOException(complaint);
      }
      taken.add(note.lines().skip(1).findFirst().orElseThrow());
    }
  }

  @Test
  void a_file_gets_every_anchor_once_and_in_order() throws IOException {
    var file = outside.resolve("anchors");
    var teller = teller(new AnchorFile(file));
    grow(ledger);
    teller.turn();
    teller.turn();
    grow(ledger);
    grow(ledger);
    teller.turn();

    var notes = Files.readString(file, UTF_8).split("(?<=\n)\n(?=ledger)", -1);
    assertThat(notes).hasSize(3);
    assertThat(notes[0]).startsWith("ledger.test/anchor\n2\n");
    assertThat(notes[1]).startsWith("ledger.test/anchor\n4\n");
    assertThat(notes[2]).startsWith("ledger.test/anchor\n6\n");
  }

  @Test
  void a_place_that_does_not_take_it_is_asked_again_but_ever_less_often() {
    var place = new Place("broken", true);
    var teller = teller(place);
    place.complaint = "not now";
    grow(ledger);

    teller.turn();
    long first = heldFor();
    place.complaint = null;
    teller.turn();
    assertThat(place.taken).as("held for a while, so that nobody is asked all the time").isEmpty();
    place.complaint = "not now";
    letGo();
    teller.turn();
    assertThat(heldFor()).isGreaterThan(first + 20);
    place.complaint = null;
    letGo();
    teller.turn();

    assertThat(place.taken).containsExactly("2");
    assertThat(teller.failing()).isEmpty();
  }

  private long heldFor() {
    return ledger
        .db
        .sql("select extract(epoch from held_until - clock_timestamp()) from sealing.anchor_sink")
        .query(Long.class)
        .single();
  }

  @Test
  @Timeout(60)
  void a_place_that_takes_its_time_keeps_no_other_from_it() throws InterruptedException {
    var told = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    AnchorSink slow =
        new AnchorSink() {
          @Override
          public String name() {
            return "slow";
          }

          @Override
          public void take(String note) {
            try {
              released.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    AnchorSink well =
        new AnchorSink() {
          @Override
          public String name() {
            return "well";
          }

          @Override
          public void take(String note) {
            told.countDown();
          }
        };
    grow(ledger);
    var tellers = new AnchorTellers(List.of(teller(slow), teller(well)), Duration.ofMillis(10));
    tellers.start();

    told.await();

    assertThat(tellers.isRunning()).isTrue();
    released.countDown();
    tellers.stop();
    assertThat(tellers.isRunning()).isFalse();
  }

  @Test
  void a_new_address_is_told_the_latest_anchor_and_not_all_there_ever_were() {
    grow(ledger);
    grow(ledger);
    grow(ledger);
    var mail = new Place("mail", false);
    var file = new Place("file", true);

    teller(mail).turn();
    teller(file).turn();
    grow(ledger);
    teller(mail).turn();

    assertThat(mail.taken).containsExactly("6", "8");
    assertThat(file.taken).containsExactly("2", "4", "6");
  }

  @Test
  void the_health_shows_a_place_that_does_not_get_them_until_it_does() {
    var here = new Place("here", true);
    var broken = new Place("broken", true);
    var tellers = new AnchorTellers(List.of(teller(here), teller(broken)), Duration.ofDays(1));
    var health = new AnchorHealth(tellers, Duration.ofDays(1));
    var impatient = new AnchorHealth(tellers, Duration.ZERO);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    broken.complaint = "it answered 550";
    grow(ledger);

    tellers.all().forEach(AnchorTeller::turn);

    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(health.health().getDetails())
        .containsEntry(
            "places", Map.of("broken", "it answered 550", "here", "knows what it should"));
    broken.complaint = null;
    letGo();
    tellers.all().forEach(AnchorTeller::turn);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    grow(ledger);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    assertThat(impatient.health().getDetails())
        .as("whichever node should have told it")
        .containsEntry(
            "places",
            Map.of(
                "broken", "does not know the latest anchor",
                "here", "does not know the latest anchor"));
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void a_mail_that_is_refused_is_an_alarm_without_the_address(
      CapturedOutput output, @TempDir Path folder) throws Exception {
    var address = "vera.auditor@big-four.example";
    var tls = TestTls.forName("localhost", folder);
    try (var server = new FakeMailServer(tls, FakeMailServer.Manner.STARTTLS)) {
      server.refuse(address);
      var settings =
          new AnchorMailSettings(
              "localhost",
              AnchorMailSettings.Tls.STARTTLS,
              server.port(),
              "ledger@example.com",
              Map.of("big-four", address),
              null);
      var teller = teller(AnchorMails.of(settings, tls.getSocketFactory()).getFirst());
      grow(ledger);

      teller.turn();
      server.acceptAll();
      letGo();
      teller.turn();

      assertThat(output.getAll())
          .contains(
              "ALARM: an anchor cannot be told to mail big-four: the mail server answered 550")
          .doesNotContain(address);
      assertThat(server.mails()).hasSize(1);
      assertThat(server.mails().getFirst().to()).containsExactly(address);
    }
    assertThat(ledger.db.sql("select sink from sealing.anchor_sink").query(String.class).list())
        .containsExactly("mail big-four");
  }

  private static Path copyOf(Path folder) throws IOException {
    var copy = Files.createTempDirectory("signer");
    for (String file : List.of("signing-key", "signed")) {
      Files.copy(folder.resolve(file), copy.resolve(file));
    }
    return copy;
  }
}
