package dev.portalledger.events.replay;

import java.util.regex.Pattern;

/** One replay of an organization's history; random. */
public record ReplayId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  public ReplayId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("replay id must be 16 to 64 of A-Z, a-z, 0-9, _ and -");
    }
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  public String stream() {
    return "replay-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
