package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portalledger.events.StoredName;
import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.query.sealing.SealedHistory.Signed;
import dev.portalledger.query.sealing.SealedHistory.Stored;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bundle, docs/bundle.md, from the events as they are stored now and the hashes as they
 * were sealed: where the two differ, a verifier says so. Holds 256 events at a time.
 */
final class Evidence {

  private static final int TILE = 256;

  /** They tell which bodies are not there any more, so they are given whatever the period. */
  private static final Set<String> DROPPINGS =
      StoredName.ALL.stream()
          .filter(stored -> stored.event() == RetentionApplied.class)
          .map(StoredName::name)
          .collect(Collectors.toUnmodifiableSet());

  private final SealedHistory history;
  private final String organization;
  private final Signed signed;
  private final Period period;
  private final Report report;
  private final LongConsumer sent;
  private final @Nullable String anchor;

  /**
   * @param anchor the proof that a checkpoint of this ledger is in the anchor tree; null for none
   * @param sent told of events that were given in full, as so many more
   */
  Evidence(
      SealedHistory history,
      String organization,
      Signed signed,
      Period period,
      Report report,
      @Nullable String anchor,
      LongConsumer sent) {
    this.history = history;
    this.organization = organization;
    this.signed = signed;
    this.period = period;
    this.report = report;
    this.anchor = anchor;
    this.sent = sent;
  }

  void writeTo(OutputStream out) throws IOException {
    try (var zip = new ZipOutputStream(out)) {
      put(zip, "checkpoint", signed.note().getBytes(UTF_8));
      if (anchor != null) {
        put(zip, "anchor", anchor.getBytes(UTF_8));
      }
      for (long tile = 0; tile * TILE < signed.size(); tile++) {
        events(zip, tile);
      }
      for (int level = 0; items(level) > 0; level++) {
        hashes(zip, level);
      }
      put(zip, "report.html", report.html().getBytes(UTF_8));
      put(zip, "report.pdf", report.pdf());
    }
  }

  private void events(ZipOutputStream zip, long tile) throws IOException {
    var stored = history.stored(organization, tile * TILE, width(tile, signed.size()));
    var name = TileName.of(tile, signed.size());
    var entries = new Parts();
    var bodies = new Parts();
    for (Stored event : stored) {
      entries.withShortLength(event.entry().bytes());
      body(bodies, event);
    }
    put(zip, "tile/entries/" + name, entries.bytes());
    put(zip, "bodies/" + name, bodies.bytes());
    sent.accept(stored.stream().filter(this::isGiven).count());
  }

  private void body(Parts bodies, Stored event) {
    var droppedAt = event.droppedAt();
    if (droppedAt == null && (isGiven(event) || DROPPINGS.contains(event.entry().type()))) {
      bodies.withLength(event.payload());
      bodies.withLength(event.metadata());
    } else {
      bodies.withheld();
    }
    if (droppedAt != null && period.includes(event.time())) {
      report.addDropped(droppedAt);
    } else if (isGiven(event)) {
      report.add(event);
    }
  }

  private boolean isGiven(Stored event) {
    return event.droppedAt() == null && period.includes(event.time());
  }

  private void hashes(ZipOutputStream zip, int level) throws IOException {
    var subtrees = history.subtrees(organization);
    for (long tile = 0; tile * TILE < items(level); tile++) {
      var hashes = new Parts();
      subtrees.tile(level, tile * TILE, width(tile, items(level))).forEach(hashes::withoutLength);
      put(zip, "tile/%d/%s".formatted(level, TileName.of(tile, items(level))), hashes.bytes());
    }
  }

  private long items(int level) {
    return signed.size() >> (StoredSubtrees.STEP * level);
  }

  private static int width(long tile, long items) {
    return (int) Math.min(TILE, items - tile * TILE);
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
