package dev.portalledger.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a customer looks at, over HTTP, with more and more portals of other organizations around.
 * Each organization has a hundred, so that a page holds the same at every size.
 */
final class Reads implements Section {

  private static final int MOST_READERS = 50;
  private static final double MOST_MILLIS = 10;
  private static final double FLAT = 1.5;

  /** Path of a question about a portal of the asking organization. */
  private enum Question {
    LIST("list", true),
    SEARCH("search", false),
    ONE("one account", false),
    TRAIL("audit trail", true);

    private final String title;
    private final boolean page;

    Question(String title, boolean page) {
      this.title = title;
      this.page = page;
    }

    String path(int portal) {
      return switch (this) {
        case LIST -> "/api/v1/client-accounts";
        case SEARCH -> "/api/v1/client-accounts?q=client-" + portal + ".";
        case ONE -> "/api/v1/client-accounts/" + ReadModels.idOf(portal);
        case TRAIL -> "/api/v1/audit-trail";
      };
    }

    String about(int portals) {
      return "%s, %,d portals".formatted(title, portals);
    }
  }

  private record Reader(int organization, String token) {}

  private final Sizes sizes;
  private final Rounds rounds;
  private final Ground ground;

  Reads(Sizes sizes, Rounds rounds, Ground ground) {
    this.sizes = sizes;
    this.rounds = rounds;
    this.ground = ground;
  }

  @Override
  public List<Row> measure() throws Exception {
    ground.stopProjections();
    try (var http = Http.to(ground.url());
        var models = new ReadModels(ground.database())) {
      var latencies = new Latencies();
      for (int portals : sizes.portals()) {
        Progress.say("  filling with %,d portals".formatted(portals));
        models.fill(portals);
        var readers = readers(portals);
        for (var question : Question.values()) {
          latencies.add(
              question.about(portals),
              () -> {
                models.show(portals);
                return ask(http, readers, question);
              });
        }
      }
      latencies.alternate(rounds);
      return rows(latencies);
    }
  }

  private List<Reader> readers(int portals) throws Exception {
    var bearer = Bearer.of(ground.options());
    int organizations = ReadModels.organizationsOf(portals);
    int step = Math.max(1, organizations / MOST_READERS);
    var readers = new ArrayList<Reader>();
    for (int organization = 0; organization < organizations; organization += step) {
      readers.add(new Reader(organization, bearer.owner("org-" + organization)));
    }
    return readers;
  }

  private Load.Outcome ask(Http http, List<Reader> readers, Question question) throws Exception {
    // The first answers after another model was shown are slow: plans are made anew.
    var _ = Load.counted(1, sizes.reads() / 10, _ -> ask(question, http, readers));
    return Load.counted(1, sizes.reads(), _ -> ask(question, http, readers));
  }

  private static void ask(Question question, Http http, List<Reader> readers) throws Exception {
    var random = ThreadLocalRandom.current();
    var reader = readers.get(random.nextInt(readers.size()));
    int portal = ReadModels.portalOf(reader.organization(), random.nextInt(100));
    var answer = http.get(question.path(portal), reader.token());
    if (!answer.contains(question.page ? "\"next\":\"" : Long.toString(ReadModels.idOf(portal)))) {
      throw new IllegalStateException(question + " answered " + answer);
    }
  }

  private List<Row> rows(Latencies latencies) {
    int fewest = sizes.portals().getFirst();
    int most = sizes.portals().getLast();
    var rows = new ArrayList<Row>();
    for (var question : Question.values()) {
      for (int portals : sizes.portals()) {
        var name = question.about(portals);
        var target = portals == most ? Target.atMost(MOST_MILLIS) : null;
        rows.add(row(name + ": p50", latencies.p50(name), Unit.MILLISECONDS, null));
        rows.add(row(name + ": p99", latencies.p99(name), Unit.MILLISECONDS, target));
      }
      var grown =
          latencies.p99(question.about(most)).dividedBy(latencies.p99(question.about(fewest)));
      rows.add(
          row(
              "%s: p99 at %,d ÷ at %,d".formatted(question.title, most, fewest),
              grown,
              Unit.RATIO,
              Target.atMost(FLAT)));
    }
    return rows;
  }

  private static Row row(String what, Series series, Unit unit, @Nullable Target target) {
    return new Row("reads", what, series, unit, target);
  }
}
