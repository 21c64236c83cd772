package dev.portalledger.command.proof;

import dev.portalledger.command.hubspot.RefreshSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What proving and refreshing ask of HubSpot with millions of portals, by the rules the product
 * itself goes by, a simulated second after the other; docs/scale.md has the figures and how to run
 * it.
 */
class ScaleFigures {

  private static final int PORTALS = Integer.getInteger("scale.portals", 10_000_000);
  private static final Duration ANSWER = Duration.ofMillis(300);
  private static final int DAYS = 4;
  private static final int HOUR = 3_600;

  private final StringBuilder said = new StringBuilder();

  @Test
  void tell() throws IOException {
    said.append("Proving %,d portals, HubSpot answers in 300 ms:%n%n".formatted(PORTALS));
    said.append(
        "| `ledger.proof.per-second` | HubSpot away for | calls/s, mean | calls/s, most | calls while it"
            + " is away | longest unproven | all proven within a day again after |\n");
    said.append("|--:|--:|--:|--:|--:|--:|--:|\n");
    for (int perSecond : new int[] {needed() * 3 / 4, needed(), needed() * 2}) {
      for (int hours : new int[] {0, 1, 24}) {
        prove(perSecond, hours);
      }
    }
    said.append("\nRefreshing ahead, one node at a time does it:\n\n");
    said.append("| portals in use | calls/s | tokens that ended first, and made a caller wait |\n");
    said.append("|--:|--:|--:|\n");
    for (int used : new int[] {10_000, 25_000, 40_000, 100_000, 1_000_000}) {
      said.append(new RefreshingAhead(used).row());
    }
    said.append(
        "\nDeaths within ten minutes that make the ledger doubt HubSpot: %,d%n"
            .formatted(GuardRules.limit(PORTALS, askedWithinTenMinutes())));
    System.out.println(said);
    Files.writeString(Path.of("target", "scale.md"), said);
  }

  /** The rate at which each is asked once in its period, at a round's own length. */
  private static int needed() {
    double period = Duration.ofHours(24).toSeconds() * 0.85;
    return (int) Math.ceil(PORTALS / period * (1 + ANSWER.toMillis() / 1000.0));
  }

  private static int askedWithinTenMinutes() {
    return (int) (PORTALS * Duration.ofMinutes(10).toSeconds() / (24 * HOUR * 0.85));
  }

  private void prove(int perSecond, int awayHours) {
    var run = new ProvingRun(PORTALS, perSecond, 24 * HOUR, (24 + awayHours) * HOUR, DAYS);
    run.run();
    said.append(
        "| %,d | %d h | %,.0f | %,d | %,d | %.1f h | %s |%n"
            .formatted(
                perSecond,
                awayHours,
                run.mean(),
                run.most,
                run.whileAway,
                run.longest / (double) HOUR,
                run.wellAgain()));
  }

  /** All connections of a fleet, each with the second in which it is due. */
  private static final class ProvingRun {

    private static final int NEVER = -1;
    private static final ProofSettings SETTINGS =
        new ProofSettings(Duration.ofHours(24), 20, Duration.ofMinutes(5), Duration.ofHours(6));

    private final Random random = new Random(1);
    private final int awayFrom;
    private final int awayUntil;
    private final int end;
    private final int[] first;
    private final int[] next;
    private final int[] provenAt;
    private final byte[] failures;
    private final Pace[] lanes;
    private int overdue = NEVER;
    private int oldest;
    private long calls;
    private int most;
    private long whileAway;
    private int longest;
    private int lastLate;

    ProvingRun(int portals, int perSecond, int awayFrom, int awayUntil, int days) {
      this.awayFrom = awayFrom;
      this.awayUntil = awayUntil;
      this.end = days * 24 * HOUR;
      first = new int[end + 24 * HOUR];
      next = new int[portals];
      provenAt = new int[portals];
      failures = new byte[portals];
      lanes = new Pace[] {Pace.of(perSecond / 2), Pace.of(perSecond / 2)};
      java.util.Arrays.fill(first, NEVER);
      for (int portal = 0; portal < portals; portal++) {
        int due = random.nextInt((int) (24 * HOUR * 0.85));
        provenAt[portal] = due - (int) (24 * HOUR * 0.85);
        isDue(portal, due);
      }
    }

    private void isDue(int portal, int second) {
      next[portal] = first[second];
      first[second] = portal;
    }

    void run() {
      double now = 0;
      while (now < end) {
        int second = (int) now;
        boolean away = second >= awayFrom && second < awayUntil;
        int begun = 0;
        for (int lane = 0; lane < lanes.length; lane++) {
          int tried = round(second, away, lanes[lane].next());
          lanes[lane] = lanes[lane].after(tried, away ? tried : 0);
          begun += tried;
        }
        calls += begun;
        most = Math.max(most, begun);
        whileAway += away ? begun : 0;
        now += 1 + ANSWER.toMillis() / 1000.0;
      }
    }

    private int round(int second, boolean away, int atMost) {
      int tried = 0;
      while (tried < atMost) {
        int portal = take(second);
        if (portal == NEVER) {
          return tried;
        }
        tried++;
        answered(portal, second, away);
      }
      return tried;
    }

    /** Whatever is longest due. */
    private int take(int second) {
      while (overdue == NEVER && oldest < second) {
        overdue = first[oldest++];
      }
      int portal = overdue;
      overdue = portal == NEVER ? NEVER : next[portal];
      return portal;
    }

    private void answered(int portal, int second, boolean away) {
      int unproven = second - provenAt[portal];
      longest = Math.max(longest, unproven);
      if (unproven > 24 * HOUR) {
        lastLate = second;
      }
      if (away) {
        double pause =
            Math.min(
                SETTINGS.firstRetry().toSeconds() * Math.pow(2, Math.min(failures[portal], 10)),
                (double) SETTINGS.longestRetry().toSeconds());
        failures[portal] = (byte) Math.min(failures[portal] + 1, 10);
        isDue(portal, second + 1 + (int) ((0.5 + random.nextDouble() / 2) * pause));
      } else {
        provenAt[portal] = second;
        failures[portal] = 0;
        double pause = (0.75 + random.nextDouble() * 0.2) * SETTINGS.every().toSeconds();
        isDue(portal, second + 1 + (int) pause);
      }
    }

    double mean() {
      return calls / (double) end;
    }

    String wellAgain() {
      if (lastLate == 0) {
        return "never late";
      }
      if (lastLate > end - HOUR) {
        return "not within %d days".formatted((end - awayUntil) / (24 * HOUR));
      }
      return "%.1f h".formatted((lastLate - awayUntil) / (double) HOUR);
    }
  }

  /** As RefreshAhead does it: rounds of 500 at most, 16 at once, ten seconds apart. */
  private static final class RefreshingAhead {

    private static final int MOST_IN_ONE_ROUND = 500;
    private static final int AT_ONCE = 16;
    private static final double BETWEEN_ROUNDS = 10;
    private static final double LIFE = 30 * 60;
    private static final double LENGTH = 6 * HOUR;
    private static final RefreshSettings SETTINGS =
        new RefreshSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(12),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofSeconds(10));

    private final int used;
    private final java.util.PriorityQueue<Double> ends;
    private long refreshed;
    private long waitedFor;

    RefreshingAhead(int used) {
      this.used = used;
      this.ends = new java.util.PriorityQueue<>(used);
      var random = new Random(2);
      for (int token = 0; token < used; token++) {
        ends.add(random.nextDouble() * LIFE);
      }
    }

    String row() {
      double now = 0;
      while (now < LENGTH) {
        now += round(now) + BETWEEN_ROUNDS;
      }
      return "| %,d | %.1f | %.0f %% |%n"
          .formatted(
              used, (refreshed + waitedFor) / LENGTH, 100.0 * waitedFor / (refreshed + waitedFor));
    }

    /** What ends before the round comes to it, a caller refreshes who needs it. */
    private double round(double now) {
      while (!ends.isEmpty() && ends.peek() <= now) {
        ends.add(ends.remove() + LIFE);
        waitedFor++;
      }
      int taken = 0;
      while (taken < MOST_IN_ONE_ROUND
          && !ends.isEmpty()
          && ends.peek() < now + SETTINGS.ahead().toSeconds()) {
        ends.remove();
        taken++;
      }
      double took = Math.ceil(taken / (double) AT_ONCE) * ANSWER.toMillis() / 1000.0;
      for (int token = 0; token < taken; token++) {
        ends.add(now + took + LIFE);
      }
      refreshed += taken;
      return took;
    }
  }
}
