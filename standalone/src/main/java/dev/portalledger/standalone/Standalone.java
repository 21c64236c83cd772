package dev.portalledger.standalone;

/** Starts everything in one process. */
public final class Standalone {

  public static void main(String[] args) {}

  private Standalone() {}
}
