package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portalledger.standalone.World;
import dev.portalledger.standalone.cli.DoctorCommand;
import dev.portalledger.standalone.cli.ExportCommand;
import dev.portalledger.standalone.cli.ProjectionsCommand;
import dev.portalledger.standalone.cli.ReplayCommand;
import dev.portalledger.standalone.cli.RetentionCommand;
import dev.portalledger.standalone.cli.RevokeAllCommand;
import dev.portalledger.standalone.cli.StatusCommand;
import dev.portalledger.standalone.cli.VerifyCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What operators and auditors type, against the running product. */
class CommandLineJourneyTest {

  private static final Map<String, Class<?>> COMMANDS =
      Map.of(
          "status", StatusCommand.class,
          "projections", ProjectionsCommand.class,
          "replay", ReplayCommand.class,
          "export", ExportCommand.class,
          "verify", VerifyCommand.class,
          "revoke-all", RevokeAllCommand.class,
          "retention", RetentionCommand.class,
          "doctor", DoctorCommand.class);

  @TempDir private Path folder;

  private record Said(int exit, String out, String err) {}

  @Test
  void an_operator_sees_how_views_stand_as_a_client_of_the_issuer() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "demo\n");
    var issuer = World.get().sandboxUrl();

    var said = ledger("status", "--issuer", issuer, "--client-secret-file", secret.toString());

    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out()).contains("client-accounts", "audit-trail", "HubSpot is believed");
    Files.writeString(secret, "guess");
    var guessed = ledger("status", "--issuer", issuer, "--client-secret-file", secret.toString());
    assertThat(guessed.exit()).isEqualTo(1);
    assertThat(guessed.err())
        .contains("answers 401", "--client-id and its secret")
        .doesNotContain("guess");
  }

  @Test
  void an_operator_rebuilds_and_checks_a_view_and_waits_for_it() {
    var rebuilt = asOperator("projections", "rebuild", "campaigns");
    assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
    assertThat(rebuilt.out()).contains("campaigns: rebuilt to ");

    var checked = asOperator("projections", "check", "campaigns");
    assertThat(checked.exit()).as(checked.err()).isZero();
    assertThat(checked.out()).contains("equal to replay");
    Eventually.holds(
        () ->
            assertThat(asOperator("projections", "list").out())
                .containsPattern(
                    "campaigns +up to date; checked to .*equal to replay; rebuilt to "));
    var unknown = asOperator("projections", "rebuild", "nothing");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("no such view");
  }

  @Test
  void an_auditor_replays_exports_and_verifies() throws IOException {
    var agency = Agency.on("PRO");
    long portal = Agency.newPortal();
    agency.connect(portal);
    var auditor = token(agency.id, "AUDITOR", "anna");

    var replay = ledger("replay", "--purpose", "SOC 2", "--token-file", auditor);
    assertThat(replay.exit()).as(replay.err()).isZero();
    assertThat(replay.out()).contains("/api/v1/replays/", "DONE: ", "equal to the live views");
    var early =
        ledger("replay", "--purpose", "x", "--as-of", "2020-01-01", "--token-file", auditor);
    assertThat(early.exit()).isEqualTo(1);
    assertThat(early.err()).contains("before the first event");

    var bundle = folder.resolve("evidence.zip").toString();
    var evidence = ledger("export", "evidence", "--out", bundle, "--token-file", auditor);
    assertThat(evidence.exit()).as(evidence.err()).isZero();
    assertThat(
            ledger("verify", bundle, "--origin", "localhost/org/" + agency.id, "--vkey", "none")
                .exit())
        .as("told by the verifier itself")
        .isEqualTo(2);
  }

  @Test
  void an_export_goes_on_where_it_ended() throws IOException {
    var agency = Agency.on("PRO");
    agency.connect(Agency.newPortal());
    var auditor = token(agency.id, "AUDITOR", "anna");
    for (var format : List.of("jsonl", "csv")) {
      var file = folder.resolve("trail." + format);
      export(format, file, auditor);
      int before = Files.readAllLines(file).size();
      long portal = Agency.newPortal();
      agency.connect(portal);
      Eventually.holds(
          () -> {
            export(format, file, auditor);
            assertThat(file).content().contains(Long.toString(portal));
          });
      var whole = folder.resolve("whole." + format);
      export(format, whole, auditor);
      assertThat(Files.readAllLines(file)).hasSizeGreaterThan(before);
      var leaves = leaves(file);
      assertThat(leaves).doesNotHaveDuplicates();
      assertThat(leaves(whole).subList(0, leaves.size())).isEqualTo(leaves);
      assertThat(Files.readAllLines(file)).as("names stand once").doesNotHaveDuplicates();
    }
  }

  @Test
  void connections_end_only_by_the_number_that_a_trial_told() {
    var agency = Agency.on("PRO");
    agency.connect(Agency.newPortal());
    agency.connect(Agency.newPortal());

    var trial = asOperator("revoke-all", "--organization", agency.id);
    assertThat(trial.out()).contains("2 connections would end", "--connections 2");
    var wrong = asOperator("revoke-all", "--organization", agency.id, "--connections", "1");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("Nothing was ended");
    var done = asOperator("revoke-all", "--organization", agency.id, "--connections", "2");
    assertThat(done.out()).contains("2 of 2 connections ended");
  }

  @Test
  void old_bodies_go_only_as_a_look_told() {
    assumeTrue(World.get().isOneProcess()); // where a test may record what is long past
    var old = OldLedger.since("2011-03-01T12:00:00Z");
    old.leasesUpTo(2L * OldLedger.SEGMENT);
    old.awaitSealed();
    var id = old.organization.value();

    var look = asOperator("retention", "show", id);
    assertThat(look.exit()).as(look.err()).isZero();
    assertThat(look.out())
        .contains(
            id + ": kept for P7Y; what was recorded before ",
            "the first 0 events were gone through; up to event 512 the bodies of 511 may go",
            "Nothing was dropped",
            "ledger retention drop " + id + " --up-to 512 --bodies 511");
    var wrong = asOperator("retention", "drop", id, "--up-to", "512", "--bodies", "512");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("Nothing was dropped", "511 bodies in the first 512");
    assertThat(old.whole()).isEqualTo(old.size());

    var one = asOperator("retention", "drop", id, "--up-to", "256", "--bodies", "255");
    assertThat(one.exit()).as(one.err()).isZero();
    assertThat(one.out())
        .contains("255 bodies up to event 256 were dropped")
        .contains("the first 256 events were gone through; up to event 512 the bodies of 256 may");
    assertThat(old.size() - old.whole()).isEqualTo(255);
  }

  @Test
  void old_bodies_go_step_by_step_until_none_is_left_if_that_is_said() {
    assumeTrue(World.get().isOneProcess()); // where a test may record what is long past
    var old = OldLedger.since("2011-03-01T12:00:00Z");
    old.leasesUpTo(2L * OldLedger.SEGMENT);
    old.awaitSealed();
    var id = old.organization.value();

    var all = asOperator("retention", "drop", id, "--up-to", "256", "--bodies", "255", "--go-on");

    assertThat(all.exit()).as(all.err()).isZero();
    assertThat(all.out())
        .contains("255 bodies up to event 256 were dropped")
        .contains("256 bodies up to event 512 were dropped")
        .contains("the first 512 events were gone through; nothing behind them may go yet");
    assertThat(old.size() - old.whole()).isEqualTo(511);
    assertThat(asOperator("retention", "show", id).out())
        .contains("nothing behind them may go yet")
        .doesNotContain("ledger retention drop");
    var unknown = asOperator("retention", "show", "nobody-has-this");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("no such organization");
  }

  @Test
  void a_doctor_says_what_is_wrong_and_how_to_mend_it() throws IOException {
    var keys = Files.createDirectory(folder.resolve("keys"));
    for (var name : List.of("subject.json", "fingerprint.json", "certificate.json")) {
      Files.writeString(keys.resolve(name), "{}");
      Files.setPosixFilePermissions(
          keys.resolve(name), PosixFilePermissions.fromString("rw-------"));
    }
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
    asOperator("projections", "check", "client-accounts");

    var well = asOperator("doctor", "--keys", keys.toString());
    assertThat(well.exit()).as(well.out()).isZero();
    assertThat(well.out()).contains("All is well.", "ok   clock").doesNotContain("BAD");

    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-xr-x"));
    var open = asOperator("doctor", "--keys", keys.toString());
    assertThat(open.exit()).isEqualTo(1);
    assertThat(open.out()).contains("BAD  keys", "chmod 0700");
    var member = ledger("doctor", "--token-file", token("acme", "AUDITOR", "anna"));
    assertThat(member.out()).contains("BAD  views", "role");
  }

  @Test
  void nobody_there_is_told_apart_from_a_no() {
    var said =
        ledger("status", "--url", "http://localhost:9", "--token-file", token("", "OPERATOR", "o"));

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("does not answer", "--url");
    assertThat(ledger("status", "--token-file", "none").err()).contains("none cannot be read");
    var stranger = folder.resolve("stranger");
    assertThat(ledger("status", "--token-file", write(stranger, "no token")).err())
        .contains("The token is not taken");
  }

  /** What tells an entry, whatever it is written in; a line of names has none. */
  private static List<String> leaves(Path file) throws IOException {
    var hash = Pattern.compile("[0-9a-f]{64}");
    return Files.readAllLines(file).stream()
        .map(hash::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .toList();
  }

  private void export(String format, Path file, String auditor) {
    var said =
        ledger(
            "export",
            "audit-trail",
            "--format",
            format,
            "--out",
            file.toString(),
            "--token-file",
            auditor);
    assertThat(said.exit()).as(said.err()).isZero();
  }

  private Said asOperator(String command, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--token-file", token("", "OPERATOR", "operator")));
    return ledger(command, all.toArray(String[]::new));
  }

  private String token(String organization, String role, String name) {
    var file = folder.resolve("token-" + role + organization);
    return write(file, new People(World.get()).token(organization, role, name));
  }

  private static String write(Path file, String text) {
    try {
      return Files.writeString(file, text).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Said ledger(String command, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new ArrayList<>(List.of(arguments));
    if (!command.equals("verify") && !all.contains("--url")) {
      all.addAll(List.of("--url", World.get().url()));
    }
    var exit =
        new CommandLine(COMMANDS.get(command))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Said(exit, out.toString(), err.toString());
  }
}
