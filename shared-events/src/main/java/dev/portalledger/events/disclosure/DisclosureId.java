package dev.portalledger.events.disclosure;

/** One reading or handing out; random. */
public record DisclosureId(String value) {

  public DisclosureId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("disclosure id must not be blank");
    }
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  public String stream() {
    return "disclosure-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
