package dev.portalledger.standalone;

public final class Standalone {
  static String x(Object o) {
    return switch (o) {
      case Integer _ -> "i";
      case String s when s.isEmpty() -> "e";
      default -> "d";
    };
  }

  public static void main(String[] args) {
    System.out.println("java " + System.getProperty("java.version") + x(1));
  }

  private Standalone() {}
}
