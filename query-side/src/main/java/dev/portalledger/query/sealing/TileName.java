package dev.portalledger.query.sealing;

/** The names of tiles, c2sp.org/tlog-tiles. */
final class TileName {

  private static final int WIDTH = 256;

  /**
   * As {@code 067} or {@code x001/x234/067}, and {@code .p/<width>} behind the last one if it is
   * not full.
   */
  static String of(long tile, long items) {
    var name = new StringBuilder("%03d".formatted(tile % 1000));
    for (long rest = tile / 1000; rest > 0; rest /= 1000) {
      name.insert(0, "x%03d/".formatted(rest % 1000));
    }
    long width = Math.min(WIDTH, items - tile * WIDTH);
    return width == WIDTH ? name.toString() : name + ".p/" + width;
  }

  private TileName() {}
}
