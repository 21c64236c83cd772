package dev.portalledger.events.connection;

/** A HubSpot account: HubSpot's {@code hub_id}, always positive. */
public record PortalId(long value) {

  public PortalId {
    if (value <= 0) {
      throw new IllegalArgumentException("portal id must be positive, was " + value);
    }
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  public String stream() {
    return "portal-" + value;
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
