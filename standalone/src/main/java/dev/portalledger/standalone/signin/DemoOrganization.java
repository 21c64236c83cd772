package dev.portalledger.standalone.signin;

import java.util.Locale;

/** An agency of the demo. */
public enum DemoOrganization {
  ACME("Acme Agency"),
  GLOBEX("Globex Digital"),
  INITECH("Initech Partners");

  private final String title;

  DemoOrganization(String title) {
    this.title = title;
  }

  /** What the product knows it by; the claim {@code org} carries it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The machine client that belongs to it. */
  public String service() {
    return "service@" + id();
  }
}
