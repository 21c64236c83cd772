package dev.portalledger.benchmarks;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Questions about past moments over HTTP. Every portal has three versions within two and a half
 * years: connected, expired for up to three days, connected or removed.
 */
final class PastDays {

  private static final int READERS = 50;
  private static final double MOST_MILLIS = 20;

  private enum Question {
    LIST("/api/v1/client-accounts?asOf=%s"),
    ACCOUNT("/api/v1/client-accounts/%2$d?asOf=%1$s"),
    USAGE("/api/v1/usage?asOf=%s");

    private final String path;

    Question(String path) {
      this.path = path;
    }
  }

  private record Reader(int organization, String token) {}

  private final Sizes sizes;
  private final int portals;
  private final Ground ground;
  private final Http http;

  PastDays(Sizes sizes, int portals, Ground ground, Http http) {
    this.sizes = sizes;
    this.portals = portals;
    this.ground = ground;
    this.http = http;
  }

  List<Row> measure() throws Exception {
    ground.stopProjections();
    var rows = new ArrayList<Row>();
    try (var models = new PastModels(ground.database(), portals)) {
      for (int organizations : List.of(portals / 100, 1)) {
        Progress.say(
            "  filling past days of %,d portals in %,d organizations"
                .formatted(portals, organizations));
        models.fill(organizations);
        var readers = readers(organizations);
        for (var question : Question.values()) {
          rows.addAll(rows(question, organizations, readers));
        }
      }
    }
    ground.startProjections();
    return rows;
  }

  private List<Reader> readers(int organizations) throws Exception {
    var bearer = Bearer.of(ground.options());
    var readers = new ArrayList<Reader>();
    for (int i = 0; i < Math.min(READERS, organizations); i++) {
      int organization = i * (organizations / Math.min(READERS, organizations));
      readers.add(new Reader(organization, bearer.owner("org-" + organization)));
    }
    return readers;
  }

  private List<Row> rows(Question question, int organizations, List<Reader> readers)
      throws Exception {
    // The first answers after another model was shown are slow: plans are made anew.
    var _ = Load.counted(1, sizes.reads() / 5, _ -> ask(question, organizations, readers));
    var outcome = Load.counted(1, sizes.reads(), _ -> ask(question, organizations, readers));
    var name =
        "as of a past moment: %s, %,d portals in %s"
            .formatted(
                question.name().toLowerCase(Locale.ROOT),
                portals,
                organizations == 1 ? "one organization" : "%,d".formatted(organizations));
    return List.of(
        Compliance.once(name + ": p50", outcome.millis(50), Unit.MILLISECONDS, null),
        Compliance.once(
            name + ": p99", outcome.millis(99), Unit.MILLISECONDS, Target.atMost(MOST_MILLIS)));
  }

  private void ask(Question question, int organizations, List<Reader> readers) throws Exception {
    var random = ThreadLocalRandom.current();
    var reader = readers.get(random.nextInt(readers.size()));
    long portal = 1L + reader.organization() + (long) organizations * random.nextInt(100);
    var moment = PastModels.BEGIN.plusSeconds(random.nextLong(PastModels.LIFE.toSeconds()));
    var path = question.path.formatted(moment, portal);
    var answer = http.send("GET", URI.create(http.url() + path), reader.token(), null);
    boolean notYet = question == Question.ACCOUNT && answer.statusCode() == 404;
    if (!notYet && !Http.expect(200, answer).body().contains("\"asOf\"")) {
      throw new IllegalStateException(path + " answered " + answer.body());
    }
  }
}
