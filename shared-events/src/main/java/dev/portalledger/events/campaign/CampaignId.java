package dev.portalledger.events.campaign;

import java.util.regex.Pattern;

/** Portals that were asked to be reconnected in one go; random. */
public record CampaignId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  public CampaignId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("campaign id must be 16 to 64 of A-Z, a-z, 0-9, _ and -");
    }
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  public String stream() {
    return "campaign-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
