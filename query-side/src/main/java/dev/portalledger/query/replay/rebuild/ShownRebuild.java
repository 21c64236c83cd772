package dev.portalledger.query.replay.rebuild;

import java.util.Locale;
import java.util.Objects;

/** A rebuild or a check in words. */
record ShownRebuild(Rebuild rebuild) {

  static String checked(Rebuild check) {
    long differing = Objects.requireNonNullElse(check.differing(), 0L);
    return "complete to position %s, %s"
        .formatted(
            number(Objects.requireNonNullElse(check.comparedAt(), 0L)),
            differing == 0 ? "equal to replay" : number(differing) + " rows differ");
  }

  public String text() {
    return switch (rebuild.state()) {
      case "QUEUED" -> "waiting";
      case "RUNNING" -> doing();
      case "DONE" ->
          rebuild.kind() == Kind.CHECK
              ? checked(rebuild)
              : "rebuilt up to position %s%s".formatted(number(rebuild.position()), rate());
      case "CANCELLED" -> "cancelled";
      default -> "failed: " + rebuild.failure();
    };
  }

  public boolean isOpen() {
    return rebuild.isOpen();
  }

  private String doing() {
    return switch (rebuild.phase()) {
      case READING ->
          "read up to position %s of %s%s"
              .formatted(
                  number(rebuild.position()),
                  number(Objects.requireNonNullElse(rebuild.head(), 0L)),
                  rate());
      case INDEXING -> "indexes are built";
      case SWITCHING -> "catches up and changes places";
      case COMPARING -> "is compared";
    };
  }

  private String rate() {
    var rate = rebuild.eventsPerSecond();
    var left = rebuild.secondsLeft();
    return (rate == null ? "" : " at " + number(rate) + " a second")
        + (left == null ? "" : ", " + left + " s left");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
