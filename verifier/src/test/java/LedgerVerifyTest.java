import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("DefaultPackage")
class LedgerVerifyTest {

  private static final String ORIGIN = "ledger.test/org/acme";
  private static final TestKey KEY = TestKey.of(ORIGIN);
  private static final List<Recorded> HISTORY = TestHistory.of("acme", 1, 700);

  @TempDir private Path folder;

  private final TestBundle bundle = TestBundle.of(ORIGIN, KEY, HISTORY);

  private Verified verified(String... more) {
    return Verified.bundle(bundle.zip(folder.resolve("b.zip")), ORIGIN, KEY.verifierKey(), more);
  }

  private String kept(List<Recorded> events) throws IOException {
    var file = folder.resolve("kept-" + events.size());
    return Files.writeString(file, TestBundle.checkpoint(ORIGIN, KEY, events)).toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 255, 256, 257, 511, 512, 513, 700})
  void accepts_what_was_signed_whatever_its_size(int size) {
    var events = HISTORY.subList(0, size);
    var zip = TestBundle.of(ORIGIN, KEY, events).zip(folder.resolve("b.zip"));
    assertThat(Verified.bundle(zip, ORIGIN, KEY.verifierKey()).exit()).isZero();
  }

  @Test
  void accepts_a_ledger_in_which_nothing_happened_yet() {
    var zip = TestBundle.of(ORIGIN, KEY, List.of()).zip(folder.resolve("b.zip"));
    assertThat(Verified.bundle(zip, ORIGIN, KEY.verifierKey()).exit()).isZero();
  }

  @Test
  void accepts_an_unpacked_bundle() {
    var unpacked = bundle.unpacked(folder.resolve("b"));
    assertThat(Verified.bundle(unpacked, ORIGIN, KEY.verifierKey()).exit()).isZero();
  }

  @Test
  void tells_who_authorized_what() {
    var one = HISTORY.stream().filter(event -> event.type().endsWith(".connected")).findFirst();
    var events = List.of(HISTORY.getFirst(), one.orElseThrow());
    var zip = TestBundle.of(ORIGIN, KEY, events).zip(folder.resolve("b.zip"));

    var said = Verified.bundle(zip, ORIGIN, KEY.verifierKey()).out();

    assertThat(said)
        .contains("1 grants on 1 portals")
        .containsPattern("portal 100\\d: CONNECTED since 2026-03-01T12:00:01.001Z")
        .containsPattern(
            "grant 1 of \\S+ by subject-\\d \\(SUPER_ADMIN\\), connected by subject-member")
        .contains("scopes: crm.objects.contacts.read, oauth")
        .contains("GOOD: these are exactly the 2 events");
  }

  @Test
  void answers_in_json() {
    assertThat(verified("--json").out())
        .startsWith(
            "{\"result\":\"GOOD\",\"exit\":0,\"origin\":\"ledger.test/org/acme\",\"size\":700,")
        .contains("\"firstBadIndex\":null")
        .contains("{\"check\":\"append-only\",\"outcome\":\"passed  not asked")
        .contains("\"authorizer\":\"subject-");
    bundle.files.get("bodies/001")[100] ^= 1;
    assertThat(verified("--json").out())
        .startsWith("{\"result\":\"TAMPERED\",\"exit\":1,")
        .contains("\"firstBadIndex\":256");
  }

  @Test
  @DisplayName("T29: one flipped bit of a body, an entry or a tile is named")
  void names_the_event_whose_bit_was_flipped() {
    var changed = new ArrayList<>(HISTORY);
    changed.set(
        300, changed.get(300).withPayload(changed.get(300).payload().replace("acme", "acne")));
    var tiles = bundle.files.get("tile/0/001");
    bundle.content(changed);
    bundle.files.put("tile/0/001", tiles);

    var said = verified();

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("TAMPERED", "the first bad index is 300");
  }

  @Test
  @DisplayName(
      "T29: an edit that was carried through to the last tile does not reach the signed root")
  void an_edit_that_is_carried_through_is_found_by_the_root() {
    var changed = new ArrayList<>(HISTORY);
    changed.set(300, changed.get(300).withTime("2026-03-01T11:00:00Z"));
    bundle.content(changed);
    var said = verified();
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("the events do not add up to the root that was signed");
  }

  @Test
  @DisplayName("T30: history that was rolled back is found by whoever kept a checkpoint")
  void a_rollback_is_found() throws IOException {
    var old = TestBundle.of(ORIGIN, KEY, HISTORY.subList(0, 400)).zip(folder.resolve("b.zip"));
    var said = Verified.bundle(old, ORIGIN, KEY.verifierKey(), "--since", kept(HISTORY));
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("rolled back", "covers 700 events, this one 400");
  }

  @Test
  @DisplayName("T31: a split view is inconsistent with the checkpoint that was kept")
  void a_split_view_is_found() throws IOException {
    var other = new ArrayList<>(HISTORY.subList(0, 400));
    other.set(17, other.get(17).withTime("2026-03-01T11:00:00Z"));
    var said = verified("--since", kept(other));
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("inconsistent: the first 400 events are not those");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 400, 699, 700})
  void continues_the_checkpoints_that_were_kept(int size) throws IOException {
    var said = verified("--since", kept(HISTORY.subList(0, size)), "--since", kept(HISTORY));
    assertThat(said.exit()).isZero();
    assertThat(said.out()).contains("continues the checkpoint of %d events".formatted(size));
  }

  @Test
  @DisplayName("T32: a bundle signed with its own key is rejected, however well it is made")
  void trusts_the_key_of_the_command_line_only() {
    var own = TestKey.of(ORIGIN);
    var zip = TestBundle.of(ORIGIN, own, HISTORY).zip(folder.resolve("b.zip"));
    assertThat(Verified.bundle(zip, ORIGIN, own.verifierKey()).exit()).isZero();

    var said = Verified.bundle(zip, ORIGIN, KEY.verifierKey());

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("not signed by the key given");
  }

  @Test
  @DisplayName("T32: another ledger's bundle is rejected although the key is the same")
  void trusts_the_origin_of_the_command_line_only() {
    var said =
        Verified.bundle(
            bundle.zip(folder.resolve("b.zip")), "ledger.test/org/globex", KEY.verifierKey());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("the checkpoint is of another ledger: ledger.test/org/acme");
  }

  @Test
  void another_organizations_event_is_named() {
    var events = new ArrayList<>(HISTORY.subList(0, 10));
    events.set(4, TestHistory.of("globex", 2, 9).get(4));
    var zip = TestBundle.of(ORIGIN, KEY, events).zip(folder.resolve("b.zip"));
    var said = Verified.bundle(zip, ORIGIN, KEY.verifierKey());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("index 4: an event of the organization globex");
  }

  @Test
  void further_signatures_do_no_harm() {
    var note = new String(bundle.files.get("checkpoint"), UTF_8);
    var text = note.substring(0, note.indexOf("\n\n") + 1);
    var witness = TestKey.of("witness.test").line(text);
    bundle.files.put("checkpoint", (text + "\n" + witness + KEY.line(text)).getBytes(UTF_8));
    assertThat(verified().exit()).isZero();
  }

  @Test
  void a_hole_in_a_stream_is_found_even_where_it_was_signed() {
    var registered = HISTORY.getFirst();
    for (long wrong : new long[] {0, 2, 1L << 40}) {
      var events = List.of(registered, registered.withStream(registered.stream(), wrong));
      var zip = TestBundle.of(ORIGIN, KEY, events).zip(folder.resolve("b.zip"));
      var said = Verified.bundle(zip, ORIGIN, KEY.verifierKey());
      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.out()).contains("index 1: number " + wrong + " of the stream org-acme");
    }
  }

  @Test
  void a_portal_has_no_hole_while_it_is_held() {
    var granted = HISTORY.stream().filter(event -> event.type().endsWith(".connected")).findFirst();
    var first = granted.orElseThrow().withStream("portal-1", 5);
    var zip =
        TestBundle.of(ORIGIN, KEY, List.of(first, first.withStream("portal-1", 7)))
            .zip(folder.resolve("b.zip"));
    var said = Verified.bundle(zip, ORIGIN, KEY.verifierKey());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("index 1: number 7 of the stream portal-1");
  }

  @Test
  void a_kind_of_event_it_does_not_know_is_no_reason_to_cry_and_none_to_say_good() {
    var one = HISTORY.getFirst();
    var unknown =
        new Recorded(
            one.eventId(),
            "acme",
            "Loan",
            "loan-1",
            0,
            one.time(),
            "portal-connection.lent",
            "1",
            "{}",
            "{}");
    var zip = TestBundle.of(ORIGIN, KEY, List.of(unknown)).zip(folder.resolve("b.zip"));
    var said = Verified.bundle(zip, ORIGIN, KEY.verifierKey());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).contains("does not know events of the kind portal-connection.lent@1");
  }

  @Test
  void a_withheld_body_is_fine_outside_the_period_that_is_asked_for() {
    var body = HISTORY.get(600).body();
    var file = bundle.files.get("bodies/002.p/188");
    int before = HISTORY.subList(512, 600).stream().mapToInt(event -> event.body().length).sum();
    var shorter = Arrays.copyOf(file, file.length - body.length + 4);
    Arrays.fill(shorter, before, before + 4, (byte) -1);
    System.arraycopy(
        file, before + body.length, shorter, before + 4, file.length - before - body.length);
    bundle.files.put("bodies/002.p/188", shorter);

    assertThat(verified().exit()).isEqualTo(2);
    assertThat(verified().out()).contains("index 600: the body is withheld");
    assertThat(verified("--to", HISTORY.get(600).time()).exit()).isZero();
    assertThat(verified("--from", HISTORY.get(601).time()).exit()).isZero();
    assertThat(verified("--from", HISTORY.get(600).time()).exit()).isEqualTo(2);
    assertThat(verified("--to", HISTORY.get(600).time()).out()).contains("699 given, 1 withheld");
  }

  @Test
  void says_that_a_bundle_was_cut_off() throws IOException {
    var whole = Files.readAllBytes(bundle.zip(folder.resolve("b.zip")));
    var cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
    var said = Verified.bundle(cut, ORIGIN, KEY.verifierKey());
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.out()).contains("CANNOT TELL", "cut off");
  }

  @Test
  void says_where_a_bundle_without_its_end_ends() {
    bundle.files.remove("tile/entries/002.p/188");
    var said = verified();
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("002.p/188 is missing", "the first bad index is 512");
  }

  @Test
  @DisplayName("T29: a tile that was cut short is named, and so is a file that no such tree has")
  void says_which_file_is_too_short_or_too_many() {
    var tile = bundle.files.get("tile/0/001");
    bundle.files.put("tile/0/001", Arrays.copyOf(tile, tile.length - 40));
    assertThat(verified().exit()).isEqualTo(1);
    assertThat(verified().out()).contains("the first bad index is 510");

    bundle.files.put("tile/0/001", tile);
    assertThat(verified().exit()).isZero();
    bundle.files.put("bodies/003", new byte[1]);
    assertThat(verified().exit()).isEqualTo(1);
    assertThat(verified().out()).contains("bodies/003 is none of a tree of 700 events");
  }

  @Test
  void a_bundle_without_a_checkpoint_proves_nothing() {
    bundle.files.remove("checkpoint");
    assertThat(verified().exit()).isEqualTo(2);
  }

  @Test
  void what_an_event_says_cannot_steer_the_terminal() {
    var bad = HISTORY.getFirst().withStream("\u001b[2J\u202eevil", 7);
    var zip = TestBundle.of(ORIGIN, KEY, List.of(bad)).zip(folder.resolve("b.zip"));
    var said = Verified.bundle(zip, ORIGIN, KEY.verifierKey()).out();
    assertThat(said).contains("\\u{1b}[2J\\u{202e}evil").doesNotContain("\u001b", "\u202e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "b",
        "b --origin o",
        "b --origin o --vkey nonsense",
        "b --origin o --vkey a+00000000+AAAA",
        "b c --origin o --vkey k",
        "b --origin",
        "b --origin o --vkey k --loud",
      })
  void a_wrong_call_is_answered_with_the_right_one(String line) {
    var said = Verified.run(line.isEmpty() ? new String[0] : line.split(" ", -1));
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("usage: java LedgerVerify.java BUNDLE");
  }

  @Test
  void a_key_whose_id_is_not_its_own_is_refused() {
    var key = KEY.verifierKey();
    int id = key.indexOf('+') + 1;
    var other = key.substring(0, id) + "00000000" + key.substring(id + 8);
    var said = Verified.bundle(bundle.zip(folder.resolve("b.zip")), ORIGIN, other);
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("--vkey must be a key");
  }
}
