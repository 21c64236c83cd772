package dev.portalledger.events.retention;

/** One dropping of bodies; random. */
public record RetentionId(String value) {

  public RetentionId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("retention id must not be blank");
    }
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  public String stream() {
    return "retention-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
