package dev.portalledger.events.authorization;

/** One trip through HubSpot's authorization page; random. */
public record AttemptId(String value) {

  public AttemptId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("attempt id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
