package dev.portalledger.events.lease;

/** One lease; random. */
public record LeaseId(String value) {

  public LeaseId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("lease id must not be blank");
    }
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  public String stream() {
    return "lease-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
