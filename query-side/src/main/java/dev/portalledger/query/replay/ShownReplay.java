package dev.portalledger.query.replay;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A replay in the words of a page. */
record ShownReplay(Replay replay) {

  public String stateText() {
    return switch (replay.state()) {
      case QUEUED -> "Waiting";
      case RUNNING -> "Running";
      case DONE -> "Done";
      case CANCELLED -> "Cancelled";
      case FAILED -> "Failed";
    };
  }

  public String stateClass() {
    return switch (replay.state()) {
      case QUEUED, RUNNING -> "started";
      case DONE -> "succeeded";
      case CANCELLED -> "ended";
      case FAILED -> "failed";
    };
  }

  public boolean isOver() {
    return replay.state().isOver();
  }

  public boolean isDone() {
    return replay.state() == State.DONE;
  }

  /** How far it has come, in one line. */
  public String progress() {
    var events = replay.events();
    return switch (replay.state()) {
      case QUEUED -> replay.ahead() == 0 ? "begins in a moment" : replay.ahead() + " go before it";
      case RUNNING ->
          events == null
              ? "begins"
              : "%s of %s events%s%s"
                  .formatted(number(replay.done()), number(events), rate(), left());
      case DONE -> "%s events%s".formatted(number(replay.applied()), rate());
      case CANCELLED, FAILED -> "%s events were read".formatted(number(replay.done()));
    };
  }

  public long events() {
    var events = replay.events();
    return events == null || events == 0 ? 1 : events;
  }

  /** What the comparison came to; null before it was made. */
  public @Nullable String result() {
    var differing = replay.differing();
    if (differing == null) {
      return null;
    }
    if (differing == 0) {
      return replay.asOf() == null ? "Equal to the live views" : "Nothing has changed since";
    }
    return "%s %s"
        .formatted(
            differing == 1 ? "1 row" : number(differing) + " rows",
            replay.asOf() == null ? "differ from the live views" : "are different today");
  }

  private String rate() {
    var rate = replay.eventsPerSecond();
    return rate == null ? "" : " at " + number(rate) + " a second";
  }

  private String left() {
    var left = replay.secondsLeft();
    if (left == null) {
      return "";
    }
    return left < 60 ? ", %d s left".formatted(left) : ", %d min left".formatted(left / 60 + 1);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
