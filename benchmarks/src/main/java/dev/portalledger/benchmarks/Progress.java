package dev.portalledger.benchmarks;

/** Tells whoever waits what is being done. */
final class Progress {

  static void say(String text) {
    System.out.println(text);
  }

  private Progress() {}
}
