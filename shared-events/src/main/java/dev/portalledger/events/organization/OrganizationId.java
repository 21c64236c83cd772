package dev.portalledger.events.organization;

import java.util.regex.Pattern;

/** A tenant (agency). Chosen by whoever registers it: 2 to 40 of {@code a-z 0-9 -}. */
public record OrganizationId(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

  public OrganizationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "organization id must be 2 to 40 of a-z, 0-9 and -, was " + value.length() + " long");
    }
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  public String stream() {
    return "org-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
