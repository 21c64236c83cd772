import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Checks an evidence bundle of Portal Ledger without Portal Ledger: one file, nothing but the JDK
 * (25 or newer), no code of the server. The format is told in docs/bundle.md.
 *
 * <pre>
 * java LedgerVerify.java BUNDLE --origin ORIGIN --vkey KEY [--since CHECKPOINT]… [--anchor CHECKPOINT] [--from T] [--to T] [--json]
 * </pre>
 *
 * <p>Origin and key MUST come to the auditor some other way than in the bundle; the bundle is never
 * asked whom to trust. Exit 0: these are exactly the events that were signed. Exit 1: they are not,
 * and the first bad index is named where it can be. Exit 2: cannot tell.
 */
@SuppressWarnings("DefaultPackage") // so that this one file runs from whatever folder it lies in
public final class LedgerVerify {

  /** What the first version of the ledger called its events, and what they are called since. */
  private static final Map<String, String> FORMERLY =
      Map.ofEntries(
          Map.entry(
              "dev.portalledger.events.connection.PortalConnected@",
              "portal-connection.connected@1"),
          Map.entry(
              "dev.portalledger.events.connection.PortalReconnected@",
              "portal-connection.reconnected@1"),
          Map.entry(
              "dev.portalledger.events.connection.PortalExpired@", "portal-connection.expired@1"),
          Map.entry(
              "dev.portalledger.events.connection.PortalRevoked@", "portal-connection.revoked@1"),
          Map.entry(
              "dev.portalledger.events.connection.UpstreamRevocationConfirmed@",
              "portal-connection.upstream-revocation-confirmed@1"),
          Map.entry(
              "dev.portalledger.events.organization.OrganizationRegistered@",
              "organization.registered@1"),
          Map.entry(
              "dev.portalledger.events.organization.PlanChanged@", "organization.plan-changed@1"),
          Map.entry(
              "dev.portalledger.events.organization.FeaturesChanged@",
              "organization.features-changed@1"),
          Map.entry("dev.portalledger.events.organization.SeatTaken@", "organization.seat-taken@1"),
          Map.entry(
              "dev.portalledger.events.organization.SeatReleased@", "organization.seat-released@1"),
          Map.entry(
              "dev.portalledger.events.authorization.AuthorizationStarted@",
              "authorization.started@1"),
          Map.entry(
              "dev.portalledger.events.authorization.AuthorizationRefused@",
              "authorization.refused@1"),
          Map.entry(
              "dev.portalledger.events.authorization.AuthorizationDenied@",
              "authorization.denied@1"),
          Map.entry(
              "dev.portalledger.events.authorization.AuthorizationFailed@",
              "authorization.failed@1"),
          Map.entry(
              "dev.portalledger.events.authorization.AuthorizationAbandoned@",
              "authorization.abandoned@1"));

  /** Says which bodies are not there any more. */
  private static final String RETENTION = "retention.applied@1";

  /** What retention may drop; of any other kind every body has to be there. */
  private static final Set<String> DROPPABLE =
      Set.of(
          "lease.access-leased@1",
          "lease.write-refused@1",
          "disclosure.records-exported@1",
          "disclosure.records-read@1",
          "invitation.issued@1",
          "invitation.used@1",
          "invitation.expired@1",
          "invitation.withdrawn@1",
          "authorization.started@1",
          "authorization.invitation-accepted@1",
          "authorization.refused@1",
          "authorization.denied@1",
          "authorization.failed@1",
          "authorization.abandoned@1");

  /** Every kind of event this verifier can read, as {@code name@revision}. */
  public static final Set<String> KNOWN_TYPES =
      Stream.of(
              FORMERLY.keySet().stream(),
              FORMERLY.values().stream(),
              Stream.of(
                  "portal-connection.revoked@2",
                  "portal-connection.upstream-revocation-failed@1",
                  "portal-connection.app-uninstall-answered@1",
                  "portal-connection.revocation-probed@1",
                  "lease.access-leased@1",
                  "lease.write-refused@1",
                  "campaign.reconnect-requested@1",
                  "disclosure.records-exported@1",
                  "disclosure.records-read@1",
                  "sealing.ledger-forked@1",
                  "sealing.signing-key-announced@1",
                  "replay.requested@1",
                  "replay.cancelled@1",
                  RETENTION,
                  "authorization.invitation-accepted@1",
                  "invitation.issued@1",
                  "invitation.used@1",
                  "invitation.expired@1",
                  "invitation.withdrawn@1",
                  "subject.erasure-requested@1",
                  "subject.erasure-withdrawn@1",
                  "subject.erasure-expired@1",
                  "subject.erased@1",
                  "subject.legal-hold-placed@1",
                  "subject.legal-hold-lifted@1"))
          .flatMap(types -> types)
          .collect(Collectors.toUnmodifiableSet());

  private static final int GOOD = 0;
  private static final int TAMPERED = 1;
  private static final int CANNOT_TELL = 2;

  private static final int TILE = 256;
  private static final int HASH = 32;
  private static final int LONGEST_NOTE = 100_000;
  private static final int LARGEST_FILE = 512 << 20;

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /**
   * Does everything {@code main} does but ending the process.
   *
   * @return the exit code
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    Options options;
    try {
      options = Options.of(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println();
      err.println(Options.USAGE);
      return CANNOT_TELL;
    }
    var findings = new Findings();
    var verification = new Verification(options, findings, new Progress(err, options.json()));
    verification.run();
    var report = new Report(options, findings, verification);
    if (options.json()) {
      report.writeJson(out);
    } else {
      report.writeText(out);
    }
    return findings.exitCode();
  }

  private LedgerVerify() {}

  // ---------------------------------------------------------------------------------------------
  // What is asked
  // ---------------------------------------------------------------------------------------------

  record Options(
      Path bundle,
      String origin,
      VerifierKey key,
      List<Path> since,
      Optional<Path> anchor,
      Instant from,
      Instant to,
      boolean json) {

    static final String USAGE =
        """
        usage: java LedgerVerify.java BUNDLE --origin ORIGIN --vkey KEY [options]

          BUNDLE              the ZIP as it was downloaded, or the folder it was unpacked to
          --origin ORIGIN     the ledger's name, for instance ledger.example.com/org/acme
          --vkey KEY          the ledger's public key, as you got it outside the bundle
          --since CHECKPOINT  a checkpoint you kept: the bundle must continue it (may be repeated)
          --anchor CHECKPOINT a checkpoint of the anchor tree, as it came to you outside: the bundle must be under it
          --from T, --to T    the period whose bodies must be there (2026-03-01T00:00:00Z); default: all
          --json              the answer as JSON

        exit: 0 good, 1 tampered with, 2 cannot tell\
        """;

    static Options of(String[] args) {
      var values = new LinkedHashMap<String, List<String>>();
      for (int i = 0; i < args.length; i++) {
        if (args[i].equals("--json")) {
          values.put("--json", List.of());
        } else if (Set.of("--origin", "--vkey", "--since", "--anchor", "--from", "--to")
            .contains(args[i])) {
          require(i + 1 < args.length, args[i] + " needs a value");
          values.computeIfAbsent(args[i], _ -> new ArrayList<>()).add(args[++i]);
        } else {
          require(!args[i].startsWith("--"), "unknown option " + args[i]);
          values.computeIfAbsent("bundle", _ -> new ArrayList<>()).add(args[i]);
        }
      }
      return new Options(
          Path.of(one(values, "bundle", "say which bundle to check")),
          one(values, "--origin", "say whose bundle it must be: --origin"),
          VerifierKey.of(one(values, "--vkey", "say which key it must be signed with: --vkey")),
          values.getOrDefault("--since", List.of()).stream().map(Path::of).toList(),
          values.containsKey("--anchor")
              ? Optional.of(Path.of(one(values, "--anchor", "")))
              : Optional.empty(),
          time(values, "--from", Instant.MIN),
          time(values, "--to", Instant.MAX),
          values.containsKey("--json"));
    }

    private static String one(Map<String, List<String>> values, String name, String missing) {
      var given = values.getOrDefault(name, List.of());
      require(given.size() == 1, given.isEmpty() ? missing : name + " is given more than once");
      return given.getFirst();
    }

    private static Instant time(Map<String, List<String>> values, String name, Instant otherwise) {
      if (!values.containsKey(name)) {
        return otherwise;
      }
      var given = one(values, name, "");
      try {
        return Instant.parse(given);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            name + " must be a time such as 2026-03-01T00:00:00Z, was " + clean(given), e);
      }
    }

    private static void require(boolean condition, String otherwise) {
      if (!condition) {
        throw new IllegalArgumentException(otherwise);
      }
    }

    boolean asksFor(Instant time) {
      return !time.isBefore(from) && time.isBefore(to);
    }

    /** The organization the origin names; every entry must be of it. */
    String organization() {
      int at = origin.lastIndexOf("/org/");
      return at < 0 ? "" : origin.substring(at + "/org/".length());
    }
  }

  // ---------------------------------------------------------------------------------------------
  // What is found
  // ---------------------------------------------------------------------------------------------

  /** The checks, in the order they are reported. */
  enum Check {
    SIGNATURE("signature"),
    BODIES("bodies"),
    LEAVES("leaves"),
    ROOT("root"),
    APPEND_ONLY("append-only"),
    ANCHOR("anchor"),
    SEQUENCES("sequences"),
    TYPES("types"),
    FOLD("fold");

    final String text;

    Check(String text) {
      this.text = text;
    }
  }

  /**
   * @param index of the event that is wrong; -1 where none can be named
   */
  record Finding(int exitCode, long index, String text) {}

  /** The first finding of each check, and what the passed ones have to say. */
  static final class Findings {

    private final Map<Check, Finding> first = new EnumMap<>(Check.class);
    private final Map<Check, String> passed = new EnumMap<>(Check.class);

    void tampered(Check check, long index, String text) {
      first.merge(
          check,
          new Finding(TAMPERED, index, text),
          (before, now) -> before.exitCode() == TAMPERED ? before : now);
    }

    void cannotTell(Check check, long index, String text) {
      first.putIfAbsent(check, new Finding(CANNOT_TELL, index, text));
    }

    void passed(Check check, String text) {
      passed.put(check, text);
    }

    Optional<Finding> of(Check check) {
      return Optional.ofNullable(first.get(check));
    }

    /** Empty for a check that was not reached. */
    Optional<String> passedText(Check check) {
      return first.containsKey(check) ? Optional.empty() : Optional.ofNullable(passed.get(check));
    }

    int exitCode() {
      return first.values().stream()
          .mapToInt(Finding::exitCode)
          .boxed()
          .min(Integer::compare)
          .orElse(GOOD);
    }

    /** The most severe finding, of the first check that has one. */
    Optional<Finding> decisive() {
      return first.values().stream().filter(found -> found.exitCode() == exitCode()).findFirst();
    }

    long firstBadIndex() {
      return first.values().stream()
          .filter(found -> found.exitCode() == exitCode())
          .mapToLong(Finding::index)
          .filter(index -> index >= 0)
          .min()
          .orElse(-1);
    }
  }

  /** Thrown where nothing further can be checked; the finding is recorded already. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stop(String why) {
      super(why, null, false, false);
    }
  }

  // ---------------------------------------------------------------------------------------------
  // The verification: one pass over the entries, in memory that does not grow with their bytes
  // ---------------------------------------------------------------------------------------------

  static final class Verification {

    private final Options options;
    private final Findings findings;
    private final Progress progress;
    private final Tree tree;
    private final Streams streams = new Streams();
    private final Fold fold = new Fold();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Checkpoint> held = new ArrayList<>();
    private final Droppings droppings = new Droppings();
    private long withheld;
    private Checkpoint checkpoint = Checkpoint.NONE;

    Verification(Options options, Findings findings, Progress progress) {
      this.options = options;
      this.findings = findings;
      this.progress = progress;
      this.tree = new Tree();
    }

    void run() {
      try (var bundle = Bundle.open(options.bundle())) {
        checkpoint = signature(bundle);
        heldCheckpoints();
        anchor(bundle);
        progress.start(checkpoint.size());
        files(bundle);
        var tiles = new Tiles(bundle, checkpoint.size(), findings);
        tree.tellNodes(tiles::node);
        for (long n = 0; n * TILE < checkpoint.size(); n++) {
          batch(bundle, n);
        }
        droppings.unexplained().forEach(this::notGiven);
        root();
        done();
      } catch (IOException e) {
        findings.cannotTell(
            Check.SIGNATURE,
            -1,
            "the bundle cannot be read, is it cut off? " + clean(e.toString()));
      } catch (Stop _) {
        // What stopped it stands in the findings.
      } finally {
        progress.end();
      }
    }

    private Checkpoint signature(Bundle bundle) throws IOException {
      var note = bundle.read("checkpoint", LONGEST_NOTE);
      if (note.isEmpty()) {
        throw cannotTell(Check.SIGNATURE, -1, "the bundle has no file named checkpoint");
      }
      try {
        var signed = Checkpoint.verified(note.get(), options.origin(), options.key());
        findings.passed(Check.SIGNATURE, "by the key given, " + options.key().shortName());
        return signed;
      } catch (NotSigned e) {
        throw tampered(Check.SIGNATURE, -1, e.getMessage());
      }
    }

    private void heldCheckpoints() throws IOException {
      for (Path file : options.since()) {
        try {
          held.add(Checkpoint.verified(Files.readAllBytes(file), options.origin(), options.key()));
        } catch (NotSigned e) {
          findings.cannotTell(
              Check.APPEND_ONLY, -1, "the checkpoint given by --since: " + e.getMessage());
        } catch (IOException e) {
          throw cannotTell(
              Check.APPEND_ONLY,
              -1,
              "the checkpoint " + clean(file.toString()) + " cannot be read");
        }
      }
      held.stream()
          .filter(old -> old.size() > checkpoint.size())
          .findFirst()
          .ifPresent(
              old ->
                  findings.tampered(
                      Check.APPEND_ONLY,
                      checkpoint.size(),
                      "history was rolled back: the checkpoint you hold covers %,d events, this one %,d"
                          .formatted(old.size(), checkpoint.size())));
      heldRoots();
    }

    /**
     * The anchor tree is over the checkpoints of all ledgers. The one that came from outside holds
     * this ledger to what was signed of it before, as if that checkpoint had been kept.
     */
    private void anchor(Bundle bundle) throws IOException {
      if (options.anchor().isEmpty()) {
        return;
      }
      var origin = anchorOrigin();
      Checkpoint outside;
      try {
        outside =
            Checkpoint.verified(
                Files.readAllBytes(options.anchor().get()), origin, options.key().named(origin));
      } catch (NotSigned e) {
        throw cannotTell(Check.ANCHOR, -1, "the checkpoint given by --anchor: " + e.getMessage());
      } catch (IOException e) {
        throw cannotTell(Check.ANCHOR, -1, "the checkpoint given by --anchor cannot be read");
      }
      var proof = bundle.read("anchor", LONGEST_NOTE);
      if (proof.isEmpty()) {
        throw cannotTell(Check.ANCHOR, -1, "the bundle has no file named anchor");
      }
      anchored(AnchorProof.of(proof.get()), outside);
    }

    private void anchored(Optional<AnchorProof> given, Checkpoint outside) {
      if (given.isEmpty()) {
        throw tampered(
            Check.ANCHOR, -1, "the proof in the bundle has another form than c2sp.org/tlog-proof");
      }
      var proof = given.get();
      if (!proof.leadsTo(outside)) {
        throw tampered(
            Check.ANCHOR,
            -1,
            "the bundle is not under the anchor given, of %,d checkpoints; was it made for this one (evidence?anchor=%d)?"
                .formatted(outside.size(), outside.size()));
      }
      try {
        var kept = Checkpoint.verified(proof.note(), options.origin(), options.key());
        held.add(kept);
        heldRoots();
        findings.passed(
            Check.ANCHOR,
            "the checkpoint of %,d events is under the anchor given".formatted(kept.size()));
        if (kept.size() > checkpoint.size()) {
          findings.tampered(
              Check.ANCHOR,
              checkpoint.size(),
              "history was rolled back: %,d events are anchored, this bundle has %,d"
                  .formatted(kept.size(), checkpoint.size()));
        }
      } catch (NotSigned e) {
        throw tampered(Check.ANCHOR, -1, "what is anchored: " + e.getMessage());
      }
    }

    /** Of all ledgers of an installation, forked or not, there is one. */
    private String anchorOrigin() {
      int at = options.origin().lastIndexOf("/org/");
      var name = at < 0 ? options.origin() : options.origin().substring(0, at);
      return name.replaceFirst("/epoch-[0-9]+$", "") + "/anchor";
    }

    /** Exactly the files that a tree of this size has: none missing, none more. */
    private void files(Bundle bundle) throws IOException {
      var expected = expectedFiles(checkpoint.size());
      var found = new HashSet<String>();
      for (String name : bundle.names()) {
        if (!found.add(name)) {
          throw tampered(Check.ROOT, -1, "the bundle holds two files named " + clean(name));
        }
        if (isOfTree(name) && !expected.contains(name)) {
          throw tampered(
              Check.ROOT,
              -1,
              "the file %s is none of a tree of %,d events"
                  .formatted(clean(name), checkpoint.size()));
        }
      }
      for (String name : expected) {
        if (!found.contains(name)) {
          throw tampered(Check.ROOT, firstIndexOf(name), "the file " + name + " is missing");
        }
      }
    }

    private static boolean isOfTree(String name) {
      return name.startsWith("tile/") || name.startsWith("bodies/");
    }

    private static Set<String> expectedFiles(long size) {
      var names = new LinkedHashSet<String>();
      addFiles(names, "tile/entries/", size);
      addFiles(names, "bodies/", size);
      for (int level = 0; size >> (8 * level) > 0; level++) {
        addFiles(names, "tile/" + level + "/", size >> (8 * level));
      }
      return names;
    }

    private static void addFiles(Set<String> names, String folder, long items) {
      for (long n = 0; n * TILE < items; n++) {
        names.add(folder + tileName(n, items));
      }
    }

    private static long firstIndexOf(String name) {
      if (!name.startsWith("tile/entries/") && !name.startsWith("bodies/")) {
        return -1;
      }
      var digits = name.replaceFirst("\\.p/.*", "").replaceAll("[^0-9]", "");
      return Long.parseLong(digits) * TILE;
    }

    private void batch(Bundle bundle, long n) throws IOException {
      var file = tileName(n, checkpoint.size());
      var entries = ByteBuffer.wrap(whole(bundle, "tile/entries/" + file));
      var bodies = ByteBuffer.wrap(whole(bundle, "bodies/" + file));
      long end = Math.min(checkpoint.size(), (n + 1) * TILE);
      for (long index = n * TILE; index < end; index++) {
        one(index, next(entries, index), bodies);
        progress.at(index + 1);
      }
      if (entries.hasRemaining() || bodies.hasRemaining()) {
        throw tampered(Check.ROOT, end - 1, "there are more bytes than events in " + file);
      }
    }

    private byte[] whole(Bundle bundle, String name) {
      try {
        return bundle.readAll(name);
      } catch (IOException e) {
        throw tampered(
            Check.ROOT,
            firstIndexOf(name),
            "the file %s is damaged: %s".formatted(name, clean(e.toString())));
      }
    }

    private byte[] next(ByteBuffer entries, long index) {
      try {
        var entry = new byte[Short.toUnsignedInt(entries.getShort())];
        entries.get(entry);
        return entry;
      } catch (BufferUnderflowException e) {
        throw tampered(Check.LEAVES, index, "the entry is cut off");
      }
    }

    private void one(long index, byte[] bytes, ByteBuffer bodies) {
      tree.append(Hashes.leaf(bytes));
      heldRoots();
      var entry = entry(index, bytes);
      if (!entry.organization().equals(options.organization())) {
        findings.tampered(
            Check.LEAVES,
            index,
            "an event of the organization %s in the ledger of %s"
                .formatted(clean(entry.organization()), clean(options.organization())));
      }
      var body = body(index, entry, bodies);
      if (streams.refuses(entry)) {
        findings.tampered(
            Check.SEQUENCES,
            index,
            "number %d of the stream %s does not follow what stands before it"
                .formatted(entry.sequence(), clean(entry.stream())));
      }
      fold(index, entry, body);
    }

    private Entry entry(long index, byte[] bytes) {
      try {
        return Entry.of(bytes);
      } catch (BufferUnderflowException | IllegalArgumentException e) {
        throw tampered(Check.LEAVES, index, "the entry has another form than " + Entry.TAG);
      }
    }

    private Optional<Body> body(long index, Entry entry, ByteBuffer bodies) {
      Optional<Body> body;
      try {
        body = Body.next(bodies);
      } catch (BufferUnderflowException | IllegalArgumentException e) {
        throw tampered(Check.BODIES, index, "the body is cut off");
      }
      if (body.isEmpty()) {
        withheld++;
        if (isAskedFor(index, entry)) {
          if (DROPPABLE.contains(entry.type())) {
            droppings.missing(index, entry.instant());
          } else {
            notGiven(index);
          }
        }
      } else if (!body.get().is(entry)) {
        findings.tampered(Check.BODIES, index, "the body is not the one that was recorded");
        return Optional.empty();
      }
      return body;
    }

    private void notGiven(long index) {
      findings.cannotTell(
          Check.BODIES,
          index,
          "the body is withheld, but the period asked for includes it, and no retention recorded in the ledger dropped it");
    }

    private boolean isAskedFor(long index, Entry entry) {
      try {
        return options.asksFor(entry.instant());
      } catch (IllegalArgumentException e) {
        throw tampered(Check.LEAVES, index, "the entry's time is none");
      }
    }

    private void fold(long index, Entry entry, Optional<Body> body) {
      if (!KNOWN_TYPES.contains(entry.type())) {
        findings.cannotTell(
            Check.TYPES,
            index,
            "this verifier does not know events of the kind " + clean(entry.type()));
        return;
      }
      counts.merge(entry.type(), 1L, Long::sum);
      try {
        body.ifPresent(
            it -> {
              fold.apply(entry.type(), it.payload());
              if (entry.type().equals(RETENTION)) {
                droppings.add(index, Json.object(it.payload()));
              }
            });
      } catch (IllegalArgumentException e) {
        findings.cannotTell(
            Check.FOLD, index, "the event says nothing this verifier can read: " + e.getMessage());
      }
    }

    /** Appended so far is as much as somebody holds a checkpoint of: the roots must be the same. */
    private void heldRoots() {
      for (Checkpoint old : held) {
        if (old.size() == tree.size() && !Arrays.equals(old.root(), tree.root())) {
          findings.tampered(
              Check.APPEND_ONLY,
              -1,
              "inconsistent: the first %,d events are not those of the checkpoint you hold"
                  .formatted(old.size()));
        }
      }
    }

    private void root() {
      if (Arrays.equals(tree.root(), checkpoint.root())) {
        findings.passed(
            Check.ROOT, "%,d events, none missing, none added".formatted(checkpoint.size()));
      } else {
        findings.tampered(Check.ROOT, -1, "the events do not add up to the root that was signed");
      }
    }

    private void done() {
      findings.passed(
          Check.BODIES,
          "%,d given, %,d withheld%s"
              .formatted(tree.size() - withheld, withheld, droppings.text()));
      findings.passed(Check.LEAVES, "each event stands at its place in the tree");
      findings.passed(
          Check.APPEND_ONLY,
          held.isEmpty()
              ? "not asked: no earlier checkpoint given (--since)"
              : "continues "
                  + held.stream()
                      .map(old -> "the checkpoint of %,d events".formatted(old.size()))
                      .collect(Collectors.joining(" and ")));
      if (options.anchor().isEmpty()) {
        findings.passed(
            Check.ANCHOR, "not asked: no checkpoint of the anchor tree given (--anchor)");
      }
      findings.passed(Check.SEQUENCES, "%,d streams without a hole".formatted(streams.count()));
      findings.passed(Check.TYPES, "%,d kinds of events".formatted(counts.size()));
      findings.passed(Check.FOLD, "%,d grants, %,d portals".formatted(fold.grants, fold.portals()));
    }

    private Stop tampered(Check check, long index, String text) {
      findings.tampered(check, index, text);
      return new Stop(text);
    }

    private Stop cannotTell(Check check, long index, String text) {
      findings.cannotTell(check, index, text);
      return new Stop(text);
    }
  }

  /** The name of a tile, of a file of entries or of bodies, as c2sp.org/tlog-tiles has it. */
  static String tileName(long n, long items) {
    var name = new StringBuilder("%03d".formatted(n % 1000));
    for (long rest = n / 1000; rest > 0; rest /= 1000) {
      name.insert(0, "x%03d/".formatted(rest % 1000));
    }
    long width = Math.min(TILE, items - n * TILE);
    return width == TILE ? name.toString() : name + ".p/" + width;
  }

  // ---------------------------------------------------------------------------------------------
  // Files
  // ---------------------------------------------------------------------------------------------

  /** A bundle as it was downloaded or as it was unpacked. */
  sealed interface Bundle extends Closeable {

    List<String> names() throws IOException;

    Optional<byte[]> read(String name, int limit) throws IOException;

    default byte[] readAll(String name) throws IOException {
      return read(name, LARGEST_FILE).orElseThrow(() -> new IOException(name + " is gone"));
    }

    static Bundle open(Path path) throws IOException {
      if (Files.isDirectory(path)) {
        return new Folder(path);
      }
      try {
        return new Zip(new ZipFile(path.toFile()));
      } catch (ZipException e) {
        throw new IOException("it is no whole ZIP (" + e.getMessage() + ")", e);
      }
    }

    private static byte[] limited(InputStream in, String name, int limit) throws IOException {
      try (in) {
        var bytes = in.readNBytes(limit + 1);
        if (bytes.length > limit) {
          throw new IOException(name + " is larger than any file of a bundle can be");
        }
        return bytes;
      }
    }
  }

  record Zip(ZipFile file) implements Bundle {

    @Override
    public List<String> names() {
      return file.stream()
          .filter(entry -> !entry.isDirectory())
          .map(entry -> entry.getName())
          .toList();
    }

    @Override
    public Optional<byte[]> read(String name, int limit) throws IOException {
      var entry = file.getEntry(name);
      return entry == null
          ? Optional.empty()
          : Optional.of(Bundle.limited(file.getInputStream(entry), name, limit));
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  record Folder(Path path) implements Bundle {

    @Override
    public List<String> names() throws IOException {
      try (var files = Files.walk(path)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> path.relativize(file).toString().replace('\\', '/'))
            .toList();
      }
    }

    @Override
    public Optional<byte[]> read(String name, int limit) throws IOException {
      var file = path.resolve(name);
      return Files.isRegularFile(file)
          ? Optional.of(Bundle.limited(Files.newInputStream(file), name, limit))
          : Optional.empty();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  // ---------------------------------------------------------------------------------------------
  // Checkpoints: c2sp.org/tlog-checkpoint in c2sp.org/signed-note, Ed25519
  // ---------------------------------------------------------------------------------------------

  static final class NotSigned extends Exception {
    private static final long serialVersionUID = 1;

    NotSigned(String why) {
      super(why);
    }
  }

  /** A public key in the form {@code name+keyid+base64}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record VerifierKey(String name, byte[] id, PublicKey key) {

    private static final byte ED25519 = 1;
    private static final byte[] X509_OF_ED25519 =
        HexFormat.of().parseHex("302a300506032b6570032100");

    static VerifierKey of(String text) {
      var parts = text.strip().split("\\+", 3);
      try {
        var bytes = Base64.getDecoder().decode(parts[2]);
        var id = HexFormat.of().parseHex(parts[1]);
        if (bytes.length == 1 + HASH
            && bytes[0] == ED25519
            && Arrays.equals(id, idOf(parts[0], bytes))) {
          return new VerifierKey(parts[0], id, ed25519(bytes));
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException | GeneralSecurityException e) {
        throw new IllegalArgumentException(WRONG, e);
      }
      throw new IllegalArgumentException(WRONG);
    }

    private static final String WRONG =
        "--vkey must be a key of the form name+id+base64, whole, of the kind Ed25519";

    private static byte[] idOf(String name, byte[] typeAndKey) {
      return Arrays.copyOf(Hashes.sha256(name.getBytes(UTF_8), new byte[] {'\n'}, typeAndKey), 4);
    }

    private static PublicKey ed25519(byte[] typeAndKey) throws GeneralSecurityException {
      var encoded =
          ByteBuffer.allocate(X509_OF_ED25519.length + HASH)
              .put(X509_OF_ED25519)
              .put(typeAndKey, 1, HASH)
              .array();
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** The same key under another name, which has another id. */
    VerifierKey named(String other) {
      try {
        var encoded = key.getEncoded();
        var typeAndKey =
            ByteBuffer.allocate(1 + HASH)
                .put(ED25519)
                .put(encoded, encoded.length - HASH, HASH)
                .array();
        return new VerifierKey(other, idOf(other, typeAndKey), ed25519(typeAndKey));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JVM knows no Ed25519", e);
      }
    }

    String shortName() {
      return clean(name) + " (" + HexFormat.of().formatHex(id) + ")";
    }

    boolean signed(byte[] text, byte[] signature) {
      try {
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(text);
        return verifier.verify(signature);
      } catch (GeneralSecurityException e) {
        return false;
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Checkpoint(String origin, long size, byte[] root) {

    static final Checkpoint NONE = new Checkpoint("", 0, new byte[0]);

    /** Only what the key signed is looked at. */
    static Checkpoint verified(byte[] note, String origin, VerifierKey key) throws NotSigned {
      var text = new String(note, UTF_8);
      int end = text.lastIndexOf("\n\n");
      if (end < 0 || !Arrays.equals(text.getBytes(UTF_8), note)) {
        throw new NotSigned("the checkpoint is no signed note");
      }
      var signed = text.substring(0, end + 1);
      if (!isSigned(signed.getBytes(UTF_8), text.substring(end + 2), key)) {
        throw new NotSigned("the checkpoint is not signed by the key given, " + key.shortName());
      }
      return of(signed, origin);
    }

    private static boolean isSigned(byte[] signed, String signatures, VerifierKey key) {
      return signatures
          .lines()
          .filter(line -> line.startsWith("\u2014 " + key.name() + " "))
          .map(line -> decoded(line.substring(line.lastIndexOf(' ') + 1)))
          .filter(bytes -> bytes.length > 4 && Arrays.equals(bytes, 0, 4, key.id(), 0, 4))
          .anyMatch(bytes -> key.signed(signed, Arrays.copyOfRange(bytes, 4, bytes.length)));
    }

    /** Nothing for a text that is not the one way to write the bytes. */
    private static byte[] decoded(String base64) {
      try {
        var bytes = Base64.getDecoder().decode(base64);
        return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : new byte[0];
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }

    private static Checkpoint of(String text, String origin) throws NotSigned {
      var lines = text.lines().toList();
      if (lines.size() < 3 || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
        throw new NotSigned("the checkpoint has another form than c2sp.org/tlog-checkpoint");
      }
      if (!lines.getFirst().equals(origin)) {
        throw new NotSigned("the checkpoint is of another ledger: " + clean(lines.getFirst()));
      }
      var root = decoded(lines.get(2));
      if (root.length != HASH) {
        throw new NotSigned("the checkpoint's root is no hash");
      }
      return new Checkpoint(origin, Long.parseLong(lines.get(1)), root);
    }
  }

  // ---------------------------------------------------------------------------------------------
  // The tree: RFC 6962, section 2.1
  // ---------------------------------------------------------------------------------------------

  /**
   * That a note is a leaf of the anchor tree, c2sp.org/tlog-proof: its own checkpoint is not looked
   * at, only the one from outside.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record AnchorProof(byte[] note, long index, List<byte[]> hashes) {

    private static final String FORM = "c2sp.org/tlog-proof@v1";

    static Optional<AnchorProof> of(byte[] file) {
      try {
        var lines = new String(file, UTF_8).lines().toList();
        if (!lines.get(0).equals(FORM)
            || !lines.get(1).startsWith("extra ")
            || !lines.get(2).matches("index (0|[1-9][0-9]{0,17})")) {
          return Optional.empty();
        }
        var base64 = Base64.getDecoder();
        var hashes = new ArrayList<byte[]>();
        for (int i = 3; !lines.get(i).isEmpty(); i++) {
          hashes.add(base64.decode(lines.get(i)));
        }
        return Optional.of(
            new AnchorProof(
                base64.decode(lines.get(1).substring("extra ".length())),
                Long.parseLong(lines.get(2).substring("index ".length())),
                hashes));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        return Optional.empty();
      }
    }

    /** RFC 9162, section 2.1.3.2. */
    boolean leadsTo(Checkpoint checkpoint) {
      if (index >= checkpoint.size()) {
        return false;
      }
      long at = index;
      long last = checkpoint.size() - 1;
      var hash = Hashes.leaf(note);
      for (byte[] other : hashes) {
        if (last == 0 || other.length != HASH) {
          return false;
        }
        if ((at & 1) == 1 || at == last) {
          hash = Hashes.node(other, hash);
          while ((at & 1) == 0 && at != 0) {
            at >>= 1;
            last >>= 1;
          }
        } else {
          hash = Hashes.node(hash, other);
        }
        at >>= 1;
        last >>= 1;
      }
      return last == 0 && Arrays.equals(hash, checkpoint.root());
    }
  }

  static final class Hashes {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};
    private static final MessageDigest SHA_256 = digest();

    private static MessageDigest digest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    static synchronized byte[] sha256(byte[]... parts) {
      for (byte[] part : parts) {
        SHA_256.update(part);
      }
      return SHA_256.digest();
    }

    static synchronized byte[] sha256(byte[] bytes, int from, int length) {
      SHA_256.update(bytes, from, length);
      var hash = new byte[HASH];
      try {
        SHA_256.digest(hash, 0, HASH);
      } catch (DigestException e) {
        throw new IllegalStateException(e);
      }
      return hash;
    }

    static byte[] leaf(byte[] entry) {
      return sha256(LEAF, entry);
    }

    static byte[] node(byte[] left, byte[] right) {
      return sha256(NODE, left, right);
    }

    private Hashes() {}
  }

  interface Nodes {
    void complete(int height, long index, byte[] hash);
  }

  /** Grows leaf by leaf and keeps its right edge only: one hash per bit of its size. */
  static final class Tree {

    private final byte[][] edge = new byte[Long.SIZE][];
    private Nodes nodes = (_, _, _) -> {};
    private long size;

    void tellNodes(Nodes listener) {
      nodes = listener;
    }

    void append(byte[] leaf) {
      var hash = leaf;
      int height = 0;
      nodes.complete(0, size, leaf);
      for (; (size >> height & 1) == 1; height++) {
        hash = Hashes.node(Objects.requireNonNull(edge[height]), hash);
        nodes.complete(height + 1, size >> (height + 1), hash);
      }
      edge[height] = hash;
      size++;
    }

    long size() {
      return size;
    }

    byte[] root() {
      if (size == 0) {
        return Hashes.sha256();
      }
      int height = Long.numberOfTrailingZeros(size);
      var root = Objects.requireNonNull(edge[height]);
      for (height++; size >> height > 0; height++) {
        if ((size >> height & 1) == 1) {
          root = Hashes.node(Objects.requireNonNull(edge[height]), root);
        }
      }
      return root;
    }
  }

  /** The hashes the bundle gives, beside those its entries add up to: they say where it differs. */
  static final class Tiles {

    private final Bundle bundle;
    private final long size;
    private final Findings findings;
    private final Map<Integer, byte[]> given = new TreeMap<>();

    Tiles(Bundle bundle, long size, Findings findings) {
      this.bundle = bundle;
      this.size = size;
      this.findings = findings;
    }

    void node(int height, long index, byte[] hash) {
      if (height % 8 != 0) {
        return;
      }
      int level = height / 8;
      if (index % TILE == 0) {
        given.put(level, read(level, index / TILE));
      }
      var tile = Objects.requireNonNull(given.get(level));
      int from = (int) (index % TILE) * HASH;
      if (from + HASH > tile.length || !Arrays.equals(tile, from, from + HASH, hash, 0, HASH)) {
        differs(level, index);
      }
    }

    private byte[] read(int level, long n) {
      long items = size >> (8 * level);
      var name = "tile/" + level + "/" + tileName(n, items);
      try {
        var tile = bundle.readAll(name);
        if (tile.length > HASH * Math.min(TILE, items - n * TILE)) {
          findings.tampered(Check.LEAVES, -1, name + " has more hashes than a tree has there");
        }
        return tile;
      } catch (IOException e) {
        findings.tampered(Check.LEAVES, -1, "a tile is damaged: " + clean(e.toString()));
        return new byte[0];
      }
    }

    private void differs(int level, long index) {
      if (level == 0) {
        findings.tampered(Check.LEAVES, index, "the event is not the one that was sealed");
      } else {
        findings.tampered(
            Check.LEAVES,
            -1,
            "the hashes of the tree differ from the event with the index %,d on"
                .formatted(index << (8 * level)));
      }
    }
  }

  // ---------------------------------------------------------------------------------------------
  // Events
  // ---------------------------------------------------------------------------------------------

  /** What the tree covers of an event; docs/bundle.md tells the bytes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(
      String eventId,
      String organization,
      String aggregateType,
      String stream,
      long sequence,
      String time,
      String type,
      byte[] payloadHash,
      byte[] metadataHash) {

    static final String TAG = "clv1";

    static Entry of(byte[] bytes) {
      var in = ByteBuffer.wrap(bytes);
      var tag = new byte[TAG.length()];
      in.get(tag);
      if (!TAG.equals(new String(tag, UTF_8))) {
        throw new IllegalArgumentException("tag");
      }
      var entry =
          new Entry(
              text(in),
              text(in),
              text(in),
              text(in),
              in.getLong(),
              text(in),
              kind(text(in) + "@" + text(in)),
              hash(in),
              hash(in));
      if (in.hasRemaining() || entry.sequence() < 0) {
        throw new IllegalArgumentException("length");
      }
      return entry;
    }

    private static String text(ByteBuffer in) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new IllegalArgumentException("length");
      }
      var bytes = new byte[length];
      in.get(bytes);
      return new String(bytes, UTF_8);
    }

    private static String kind(String type) {
      return FORMERLY.getOrDefault(type, type);
    }

    private static byte[] hash(ByteBuffer in) {
      var hash = new byte[HASH];
      in.get(hash);
      return hash;
    }

    /** When it was recorded. Asked of few, since it takes longer than the rest of an entry. */
    Instant instant() {
      try {
        return Instant.parse(time);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("time", e);
      }
    }

    /** A portal's stream may be of several organizations, one after the other. */
    boolean isOfPortal() {
      return stream.startsWith("portal-");
    }
  }

  /** What was recorded, byte for byte; may be withheld without harm to the tree. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Body(byte[] payload, byte[] metadata) {

    private static final int WITHHELD = -1;

    static Optional<Body> next(ByteBuffer in) {
      int length = in.getInt();
      return length == WITHHELD
          ? Optional.empty()
          : Optional.of(new Body(bytes(in, length), bytes(in, in.getInt())));
    }

    private static byte[] bytes(ByteBuffer in, int length) {
      if (length < 0 || length > in.remaining()) {
        throw new IllegalArgumentException("length");
      }
      var bytes = new byte[length];
      in.get(bytes);
      return bytes;
    }

    boolean is(Entry entry) {
      return Arrays.equals(Hashes.sha256(payload, 0, payload.length), entry.payloadHash())
          && Arrays.equals(Hashes.sha256(metadata, 0, metadata.length), entry.metadataHash());
    }
  }

  /**
   * The last number of each stream, in 20 bytes a slot. Numbers go 0, 1, 2 … A portal's stream has
   * holes where the portal was another organization's; not while it is held by this one.
   */
  static final class Streams {

    private static final Set<String> TAKES =
        Set.of("portal-connection.connected@1", "portal-connection.reconnected@1");
    private static final Set<String> RELEASES =
        Set.of("portal-connection.revoked@1", "portal-connection.revoked@2");

    private long[] names = new long[2 << 10];
    private int[] last = new int[1 << 10];
    private int count;

    /** Notes the event, and says whether it is out of turn. */
    boolean refuses(Entry entry) {
      var name = ByteBuffer.wrap(Hashes.sha256(entry.stream().getBytes(UTF_8)));
      long high = name.getLong();
      long low = name.getLong();
      int slot = slot(high, low);
      int before = last[slot];
      if (before == 0 && 3 * ++count > 2 * last.length) {
        grow();
        slot = slot(high, low);
      }
      names[2 * slot] = high;
      names[2 * slot + 1] = low;
      last[slot] = noted(entry, before);
      return entry.sequence() >= Integer.MAX_VALUE / 2 || outOfTurn(entry, before);
    }

    // A slot says 0 for nothing, else twice the number that comes next, plus 1 while held.
    private static int noted(Entry entry, int before) {
      boolean held =
          TAKES.contains(entry.type()) || ((before & 1) == 1 && !RELEASES.contains(entry.type()));
      return (int) (entry.sequence() + 1) << 1 | (held ? 1 : 0);
    }

    private static boolean outOfTurn(Entry entry, int before) {
      long next = before >> 1;
      boolean mayHaveHole = entry.isOfPortal() && (before & 1) == 0;
      return mayHaveHole ? entry.sequence() < next : entry.sequence() != next;
    }

    private int slot(long high, long low) {
      int slot = (int) high & (last.length - 1);
      while (last[slot] != 0 && (names[2 * slot] != high || names[2 * slot + 1] != low)) {
        slot = (slot + 1) & (last.length - 1);
      }
      return slot;
    }

    private void grow() {
      var oldNames = names;
      var oldLast = last;
      names = new long[2 * oldNames.length];
      last = new int[2 * oldLast.length];
      for (int i = 0; i < oldLast.length; i++) {
        if (oldLast[i] != 0) {
          int slot = slot(oldNames[2 * i], oldNames[2 * i + 1]);
          names[2 * slot] = oldNames[2 * i];
          names[2 * slot + 1] = oldNames[2 * i + 1];
          last[slot] = oldLast[i];
        }
      }
    }

    int count() {
      return count;
    }
  }

  // ---------------------------------------------------------------------------------------------
  // Retention: which bodies are not there any more, as the ledger itself says
  // ---------------------------------------------------------------------------------------------

  /**
   * The ledger tells of a dropping behind what was dropped, so what is missing is kept in mind
   * until the end: in 16 bytes each.
   */
  static final class Droppings {

    /** Said by the event at an index: from one leaf to another, of events from before. */
    private record Run(long last, Instant before, long index) {}

    record Dropping(String occurredAt, String before, String by, long bodies) {}

    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private final List<Dropping> told = new ArrayList<>();
    private long[] missing = new long[64];
    private int count;

    void missing(long index, Instant time) {
      if (count == missing.length) {
        missing = Arrays.copyOf(missing, 2 * count);
      }
      missing[count++] = index;
      missing[count++] = time.getEpochSecond();
    }

    void add(long index, Map<String, Object> event) {
      var before = instant(Json.text(event, "before"));
      for (Map<String, Object> run : Json.maps(event, "leaves")) {
        runs.put(Json.number(run, "first"), new Run(Json.number(run, "last"), before, index));
      }
      told.add(
          new Dropping(
              Json.text(event, "occurredAt"),
              Json.text(event, "before"),
              Json.text(Json.map(event, "appliedBy"), "value"),
              Json.number(event, "bodies")));
    }

    private static Instant instant(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("no time before which it was recorded", e);
      }
    }

    /** What is missing and was not dropped by any retention that stands in the ledger behind it. */
    List<Long> unexplained() {
      var unexplained = new ArrayList<Long>();
      for (int i = 0; i < count; i += 2) {
        if (!isDropped(missing[i], missing[i + 1])) {
          unexplained.add(missing[i]);
        }
      }
      return unexplained;
    }

    private boolean isDropped(long index, long second) {
      var run = runs.floorEntry(index);
      return run != null
          && index <= run.getValue().last()
          && index < run.getValue().index()
          && Instant.ofEpochSecond(second).isBefore(run.getValue().before());
    }

    int missing() {
      return count / 2;
    }

    String text() {
      return count == 0 ? "" : ", %,d of them dropped under retention".formatted(missing());
    }
  }

  // ---------------------------------------------------------------------------------------------
  // The fold: who authorized what
  // ---------------------------------------------------------------------------------------------

  /** A portal as its events leave it. */
  record Account(
      String status,
      String since,
      String cause,
      String endedBy,
      long generation,
      String grantedAt,
      String authorizer,
      String standing,
      String connectedBy,
      List<String> scopes) {

    Account ended(String newStatus, Map<String, Object> event, String by) {
      return new Account(
          newStatus,
          Json.text(event, "occurredAt"),
          Json.text(event, "cause"),
          by,
          generation,
          grantedAt,
          authorizer,
          standing,
          connectedBy,
          scopes);
    }
  }

  static final class Fold {

    private final Map<Long, Account> accounts = new TreeMap<>();
    private final Map<List<String>, List<String>> scopeLists = new LinkedHashMap<>();
    private final Set<String> erased = new HashSet<>();
    private long grants;
    private long leases;

    void apply(String type, byte[] payload) {
      switch (type) {
        case "portal-connection.connected@1", "portal-connection.reconnected@1" ->
            granted(Json.object(payload));
        case "portal-connection.expired@1" -> ended("EXPIRED", Json.object(payload));
        case "portal-connection.revoked@1", "portal-connection.revoked@2" ->
            ended("DISCONNECTED", Json.object(payload));
        case "lease.access-leased@1" -> leases++;
        case "subject.erased@1" -> erased.add(subject(Json.object(payload)));
        default -> {
          // Says nothing of who may touch a portal.
        }
      }
    }

    private void granted(Map<String, Object> event) {
      grants++;
      var grant = Json.map(event, "grant");
      accounts.put(
          Json.number(Json.map(event, "portalId"), "value"),
          new Account(
              "CONNECTED",
              Json.text(event, "occurredAt"),
              "",
              "",
              Json.number(grant, "generation"),
              Json.text(event, "occurredAt"),
              Json.text(Json.map(grant, "authorizer"), "value"),
              Json.text(grant, "authorizerStanding"),
              Json.text(Json.map(event, "connectedBy"), "value"),
              scopeLists.computeIfAbsent(Json.texts(grant, "scopes"), scopes -> scopes)));
    }

    private void ended(String status, Map<String, Object> event) {
      var by = event.get("by") == null ? "" : Json.text(Json.map(event, "by"), "value");
      accounts.computeIfPresent(
          Json.number(Json.map(event, "portalId"), "value"),
          (_, account) -> account.ended(status, event, by));
    }

    private static String subject(Map<String, Object> event) {
      return Json.text(Json.map(event, "subjectId"), "value");
    }

    /** Nobody can say any more who was behind an erased id; what was done under it stays. */
    String shown(String subject) {
      return clean(subject) + (erased.contains(subject) ? " [erased]" : "");
    }

    int portals() {
      return accounts.size();
    }
  }

  /** Just enough of RFC 8259 to read an event. */
  static final class Json {

    private static final int DEEPEST = 50;

    private final String text;
    private int at;

    private Json(String text) {
      this.text = text;
    }

    static Map<String, Object> object(byte[] bytes) {
      var json = new Json(new String(bytes, UTF_8));
      try {
        var value = json.value(0);
        json.blank();
        if (json.at == json.text.length() && value instanceof Map<?, ?>) {
          return asMap(value);
        }
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw new IllegalArgumentException("no JSON object", e);
      }
      throw new IllegalArgumentException("no JSON object");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
      return (Map<String, Object>) value;
    }

    static Map<String, Object> map(Map<String, Object> object, String name) {
      if (object.get(name) instanceof Map<?, ?> map) {
        return asMap(map);
      }
      throw new IllegalArgumentException("no object " + name);
    }

    static String text(Map<String, Object> object, String name) {
      if (object.get(name) instanceof String text) {
        return text;
      }
      throw new IllegalArgumentException("no text " + name);
    }

    static long number(Map<String, Object> object, String name) {
      if (object.get(name) instanceof BigDecimal number) {
        return number.longValue();
      }
      throw new IllegalArgumentException("no number " + name);
    }

    static List<String> texts(Map<String, Object> object, String name) {
      if (object.get(name) instanceof List<?> list) {
        return list.stream().map(String::valueOf).toList();
      }
      throw new IllegalArgumentException("no list " + name);
    }

    static List<Map<String, Object>> maps(Map<String, Object> object, String name) {
      if (object.get(name) instanceof List<?> list
          && list.stream().allMatch(Map.class::isInstance)) {
        return list.stream().map(Json::asMap).toList();
      }
      throw new IllegalArgumentException("no list of objects " + name);
    }

    private Object value(int depth) {
      blank();
      if (depth > DEEPEST) {
        throw new IllegalArgumentException("nested too deep");
      }
      return switch (text.charAt(at)) {
        case '{' -> members(depth);
        case '[' -> items(depth);
        case '"' -> string();
        case 't' -> word("true", true);
        case 'f' -> word("false", false);
        case 'n' -> word("null", null);
        default -> number();
      };
    }

    private Map<String, Object> members(int depth) {
      var members = new LinkedHashMap<String, Object>();
      at++;
      for (blank(); text.charAt(at) != '}'; blank()) {
        if (!members.isEmpty()) {
          expect(',');
        }
        blank();
        var name = string();
        blank();
        expect(':');
        if (members.containsKey(name)) {
          throw new IllegalArgumentException("a name twice");
        }
        members.put(name, value(depth + 1));
      }
      at++;
      return members;
    }

    private List<Object> items(int depth) {
      var items = new ArrayList<>();
      at++;
      for (blank(); text.charAt(at) != ']'; blank()) {
        if (!items.isEmpty()) {
          expect(',');
        }
        items.add(value(depth + 1));
      }
      at++;
      return items;
    }

    private String string() {
      expect('"');
      int end = at;
      while (text.charAt(end) != '"' && text.charAt(end) != '\\') {
        end++;
      }
      if (text.charAt(end) == '"') {
        var plain = text.substring(at, end);
        at = end + 1;
        return plain;
      }
      return escaped();
    }

    private String escaped() {
      var out = new StringBuilder();
      while (text.charAt(at) != '"') {
        char c = text.charAt(at++);
        out.append(c == '\\' ? escape() : c);
      }
      at++;
      return out.toString();
    }

    private char escape() {
      char c = text.charAt(at++);
      return switch (c) {
        case '"', '\\', '/' -> c;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> (char) Integer.parseInt(text, at, at += 4, 16);
        default -> throw new IllegalArgumentException("an unknown escape");
      };
    }

    private BigDecimal number() {
      int from = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return new BigDecimal(text.substring(from, at));
    }

    private Object word(String word, Object value) {
      if (!text.startsWith(word, at)) {
        throw new IllegalArgumentException("no JSON");
      }
      at += word.length();
      return value;
    }

    private void expect(char c) {
      if (text.charAt(at++) != c) {
        throw new IllegalArgumentException("no JSON");
      }
    }

    private void blank() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }

  // ---------------------------------------------------------------------------------------------
  // The answer
  // ---------------------------------------------------------------------------------------------

  /** A line on the terminal, at most ten times a second; silent where nobody watches. */
  static final class Progress {

    private static final int WIDTH = 40;
    private static final long PAUSE_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean shown;
    private long size;
    private long next;

    Progress(PrintStream out, boolean silent) {
      this.out = out;
      this.shown = !silent && out == System.err && isTerminal(System.console());
    }

    private static boolean isTerminal(Console console) {
      return console != null && console.isTerminal();
    }

    void start(long events) {
      size = events;
    }

    void at(long events) {
      if (shown && (events & 1023) == 0 && System.nanoTime() - next > 0) {
        next = System.nanoTime() + PAUSE_NANOS;
        int done = (int) (WIDTH * events / size);
        out.printf(
            "\r[%s%s] %,d of %,d events", "=".repeat(done), " ".repeat(WIDTH - done), events, size);
        out.flush();
      }
    }

    void end() {
      if (shown) {
        out.print("\r" + " ".repeat(WIDTH + 60) + "\r");
        out.flush();
      }
    }
  }

  record Report(Options options, Findings findings, Verification checked) {

    private static final int SHOWN_PORTALS = 100;

    void writeText(PrintStream out) {
      out.println("ledger      " + clean(options.origin()));
      if (!checked.checkpoint.origin().isEmpty()) {
        out.printf("checkpoint  %,d events, root %s%n%n", checked.checkpoint.size(), rootText());
      }
      for (Check check : Check.values()) {
        out.printf("%-12s %s%n", check.text, outcome(check));
      }
      if (findings.exitCode() == GOOD) {
        accounts(out);
      }
      out.println();
      out.println(verdict());
    }

    private String rootText() {
      return Base64.getEncoder().encodeToString(checked.checkpoint.root());
    }

    private String outcome(Check check) {
      return findings
          .of(check)
          .map(found -> word(found) + at(found) + found.text())
          .orElseGet(
              () ->
                  findings.passedText(check).map(text -> "passed  " + text).orElse("not reached"));
    }

    private static String word(Finding found) {
      return found.exitCode() == TAMPERED ? "FAILED  " : "unclear ";
    }

    private static String at(Finding found) {
      return found.index() < 0 ? "" : "index " + found.index() + ": ";
    }

    private void accounts(PrintStream out) {
      out.println();
      out.printf(
          "Who authorized what: %,d grants on %,d portals; access handed out %,d times%n",
          checked.fold.grants, checked.fold.portals(), checked.fold.leases);
      checked.fold.accounts.entrySet().stream()
          .limit(SHOWN_PORTALS)
          .forEach(entry -> account(out, entry.getKey(), entry.getValue()));
      if (!checked.fold.erased.isEmpty()) {
        out.printf(
            "  The personal data of %,d people was erased; their ids stay.%n",
            checked.fold.erased.size());
      }
      checked.droppings.told.forEach(dropping -> dropping(out, dropping));
      if (checked.fold.portals() > SHOWN_PORTALS) {
        out.printf("  … and %,d more: --json lists all%n", checked.fold.portals() - SHOWN_PORTALS);
      }
    }

    private void dropping(PrintStream out, Droppings.Dropping dropping) {
      out.printf(
          "  Under retention the bodies of %,d events from before %s were dropped on %s by %s.%n",
          dropping.bodies(),
          clean(dropping.before()),
          clean(dropping.occurredAt()),
          checked.fold.shown(dropping.by()));
    }

    private void account(PrintStream out, long portal, Account account) {
      out.printf(
          "  portal %d: %s since %s%s%s%n",
          portal,
          clean(account.status()),
          clean(account.since()),
          account.cause().isEmpty() ? "" : " (" + clean(account.cause()) + ")",
          account.endedBy().isEmpty() ? "" : " by " + checked.fold.shown(account.endedBy()));
      out.printf(
          "    grant %d of %s by %s (%s), connected by %s%n    scopes: %s%n",
          account.generation(),
          clean(account.grantedAt()),
          checked.fold.shown(account.authorizer()),
          clean(account.standing()),
          checked.fold.shown(account.connectedBy()),
          clean(String.join(", ", account.scopes())));
    }

    private String verdict() {
      return switch (findings.exitCode()) {
        case GOOD ->
            "GOOD: these are exactly the %,d events the checkpoint was signed over. Keep the checkpoint: with --since it shows any later change."
                .formatted(checked.checkpoint.size());
        case TAMPERED -> "TAMPERED: " + decisive();
        default -> "CANNOT TELL: " + decisive();
      };
    }

    private String decisive() {
      var index = findings.firstBadIndex();
      return findings.decisive().map(Finding::text).orElse("")
          + (index < 0 ? "" : "; the first bad index is " + index);
    }

    void writeJson(PrintStream out) {
      out.print("{\"result\":" + quoted(verdict().substring(0, verdict().indexOf(':'))));
      out.print(",\"exit\":" + findings.exitCode());
      out.print(",\"origin\":" + quoted(options.origin()));
      out.print(",\"size\":" + checked.checkpoint.size());
      out.print(",\"root\":" + quoted(rootText()));
      out.print(
          ",\"firstBadIndex\":"
              + (findings.firstBadIndex() < 0 ? "null" : findings.firstBadIndex()));
      out.print(",\"verdict\":" + quoted(verdict()));
      out.print(",\"checks\":[" + checks() + "]");
      out.print(",\"withheldBodies\":" + checked.withheld);
      out.print(",\"droppedBodies\":" + checked.droppings.missing());
      out.print(",\"events\":{" + counts() + "}");
      out.print(",\"grants\":" + checked.fold.grants);
      out.print(",\"leases\":" + checked.fold.leases);
      out.print(",\"erased\":[" + erased() + "]");
      out.print(",\"portals\":[");
      var comma = "";
      for (var entry : checked.fold.accounts.entrySet()) {
        out.print(comma + json(entry.getKey(), entry.getValue()));
        comma = ",";
      }
      out.println("]}");
    }

    private String erased() {
      return checked.fold.erased.stream()
          .sorted()
          .map(LedgerVerify::quoted)
          .collect(Collectors.joining(","));
    }

    private String checks() {
      return Arrays.stream(Check.values())
          .map(
              check ->
                  "{\"check\":%s,\"outcome\":%s}"
                      .formatted(quoted(check.text), quoted(outcome(check).strip())))
          .collect(Collectors.joining(","));
    }

    private String counts() {
      return checked.counts.entrySet().stream()
          .map(entry -> quoted(entry.getKey()) + ":" + entry.getValue())
          .collect(Collectors.joining(","));
    }

    private static String json(long portal, Account account) {
      return """
      {"portal":%d,"status":%s,"since":%s,"cause":%s,"endedBy":%s,"generation":%d,"grantedAt":%s,\
      "authorizer":%s,"standing":%s,"connectedBy":%s,"scopes":[%s]}\
      """
          .formatted(
              portal,
              quoted(account.status()),
              quoted(account.since()),
              quoted(account.cause()),
              quoted(account.endedBy()),
              account.generation(),
              quoted(account.grantedAt()),
              quoted(account.authorizer()),
              quoted(account.standing()),
              quoted(account.connectedBy()),
              account.scopes().stream().map(LedgerVerify::quoted).collect(Collectors.joining(",")));
    }
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"', '\\' -> out.append('\\').append((char) c);
                default -> {
                  if (c < ' ' || c > '~') {
                    out.append("\\u%04x".formatted(c));
                  } else {
                    out.append((char) c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }

  /** A bundle's words could steer the terminal they are shown on; these cannot. */
  private static String clean(String text) {
    return text.codePoints()
        .limit(500)
        .mapToObj(
            c ->
                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                    ? "\\u{%s}".formatted(Integer.toHexString(c).toLowerCase(Locale.ROOT))
                    : Character.toString(c))
        .collect(Collectors.joining());
  }
}
