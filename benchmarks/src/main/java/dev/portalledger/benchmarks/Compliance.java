package dev.portalledger.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What auditors wait for: past days, seals, an erased person, the evidence and its verification,
 * replays. Each is done once, by the product's own ways in.
 */
final class Compliance implements Section {

  private final Sizes sizes;
  private final int events;
  private final Ground ground;
  private final Path folder;

  /**
   * Leaves its history on the ground.
   *
   * @param events of the audited organization, and portals of a past day
   * @param folder for the bundle
   */
  Compliance(Sizes sizes, int events, Ground ground, Path folder) {
    this.sizes = sizes;
    this.events = events;
    this.ground = ground;
    this.folder = folder;
  }

  @Override
  public List<Row> measure() throws Exception {
    var rows = new ArrayList<Row>();
    try (var http = Http.to(ground.url())) {
      add(rows, new Seals(sizes, ground).measure());
      add(rows, new PastDays(sizes, events, ground, http).measure());
      var ledger = new AuditedLedger(ground, events);
      var erasure = new Erasure(ledger, http);
      var person = erasure.somebody(0);
      Progress.say("  storing and sealing %,d events".formatted(events));
      ground.stopProjections();
      ledger.fill(person);
      erasure.fillWithOthers();
      ground.startProjections();
      AuditedLedger.awaitSigned(ground, AuditedLedger.ORGANIZATION);
      add(rows, erasure.measure(person));
      AuditedLedger.awaitSigned(ground, AuditedLedger.ORGANIZATION);
      add(rows, new Audit(ledger, http, folder.resolve("evidence.zip")).measure());
      add(rows, new ReplayJob(ledger, http).measure());
    }
    return rows;
  }

  /** Told at once: what comes after may take long, or fail. */
  private static void add(List<Row> rows, List<Row> measured) {
    rows.addAll(measured);
    measured.forEach(row -> Progress.say("  %s: %s".formatted(row.what(), row.value())));
  }

  static Row row(String what, Series figure, Unit unit, @Nullable Target target) {
    return new Row(SectionName.COMPLIANCE.toString(), what, figure, unit, target);
  }

  static Row once(String what, double figure, Unit unit, @Nullable Target target) {
    return row(what, Series.once(figure), unit, target);
  }
}
