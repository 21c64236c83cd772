package dev.portalledger.events.authorization;

/** One trip through HubSpot's authorization page; random. */
public record AttemptId(String value) {

  public AttemptId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("attempt id must not be blank");
    }
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  public String stream() {
    return "attempt-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
