package dev.portalledger.query.sealing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;

/** How many events there were when, as a picture: a bar for each day, or month, that had any. */
final class Timeline {

  static final String LABEL = "Events over time";

  private static final int MOST_BARS = 120;
  private static final int BAR = 14;
  private static final int GAP = 2;
  private static final int HEIGHT = 120;
  private static final Color COLOUR = new Color(0x24, 0x63, 0xa5);

  private final Map<LocalDate, Long> days = new TreeMap<>();

  void add(LocalDate day) {
    days.merge(day, 1L, Long::sum);
  }

  boolean isEmpty() {
    return days.isEmpty();
  }

  /** For pages. */
  String svg() {
    var counts = counts();
    long most = most(counts);
    var bars = new StringBuilder();
    int x = 0;
    for (var entry : counts.entrySet()) {
      long height = height(entry.getValue(), most);
      bars.append(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%s: %,d events</title></rect>"
              .formatted(x, HEIGHT - height, BAR - GAP, height, entry.getKey(), entry.getValue()));
      x += BAR;
    }
    return """
    <svg viewBox="0 0 %d %d" style="max-width:100%%;height:%dpx" fill="#2463a5" role="img" aria-label="%s">%s</svg>\
    """
        .formatted(x, HEIGHT, HEIGHT, LABEL, bars);
  }

  /** For paper. */
  void draw(Graphics2D paper, double width, double height) {
    var counts = counts();
    long most = most(counts);
    double scale = Math.min(1, width / (counts.size() * (double) BAR));
    paper.setColor(COLOUR);
    double x = 0;
    for (long count : counts.values()) {
      double bar = height(count, most) * height / HEIGHT;
      paper.fill(new Rectangle2D.Double(x * scale, height - bar, (BAR - GAP) * scale, bar));
      x += BAR;
    }
  }

  String caption() {
    var keys = counts().keySet().stream().map(String::valueOf).toList();
    return "%s to %s; the highest bar is %,d events."
        .formatted(keys.getFirst(), keys.getLast(), most(counts()));
  }

  private Map<?, Long> counts() {
    return days.size() <= MOST_BARS ? days : months();
  }

  private Map<YearMonth, Long> months() {
    Map<YearMonth, Long> months = new TreeMap<>();
    days.forEach((day, count) -> months.merge(YearMonth.from(day), count, Long::sum));
    return months;
  }

  private static long most(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(count -> count).max().orElse(1);
  }

  private static long height(long count, long most) {
    return Math.max(2, HEIGHT * count / most);
  }
}
