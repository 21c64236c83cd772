package dev.portalledger.query.sealing;

import dev.portalledger.query.sealing.SealedHistory.Signed;
import dev.portalledger.query.sealing.SealedHistory.Stored;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** What a bundle holds, for people: a page of its own that loads nothing. Not what is checked. */
final class Report {

  private static final int MOST_BARS = 120;
  private static final int BAR = 14;
  private static final int HEIGHT = 120;

  private final String origin;
  private final Signed signed;
  private final Period period;
  private final String command;
  private final Map<String, Long> kinds = new TreeMap<>();
  private final Map<LocalDate, Long> days = new TreeMap<>();

  Report(String origin, Signed signed, Period period, String command) {
    this.origin = origin;
    this.signed = signed;
    this.period = period;
    this.command = command;
  }

  void add(Stored event) {
    kinds.merge(event.entry().type(), 1L, Long::sum);
    days.merge(event.time().atZone(ZoneOffset.UTC).toLocalDate(), 1L, Long::sum);
  }

  String html() {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Evidence of %1$s</title>
    <style>body{font:15px/1.5 system-ui,sans-serif;max-width:52rem;margin:3rem auto;padding:0 1rem;color:#1d2b3a}\
    h1{font-size:1.4rem}h2{font-size:1.05rem;margin-top:2rem}td,th{text-align:left;padding:.2rem 1.5rem .2rem 0}\
    td.n{text-align:right}code,pre{background:#f3f6f9;padding:.1rem .3rem;overflow-wrap:anywhere;white-space:pre-wrap}\
    .quiet{color:#5d6b7a}</style></head>
    <body>
    <h1>Evidence of %1$s</h1>
    <p>%2$,d events are sealed; the bodies of %3$s are in this bundle: %4$,d events.</p>
    <p class="quiet">This page is for reading. What proves something are the other files, checked on a machine of your own, with the key
    that you were given some other way:</p>
    <pre>%5$s</pre>
    <h2>Checkpoint</h2>
    <pre>%6$s</pre>
    <h2>Timeline</h2>
    %7$s
    <h2>Kinds of events</h2>
    <table>%8$s</table>
    </body></html>
    """
        .formatted(
            HtmlUtils.htmlEscape(origin),
            signed.size(),
            period.isEverything() ? "all of them" : "the period asked for",
            kinds.values().stream().mapToLong(count -> count).sum(),
            HtmlUtils.htmlEscape(command),
            HtmlUtils.htmlEscape(signed.note()),
            timeline(),
            rows());
  }

  private String rows() {
    return kinds.entrySet().stream()
        .map(
            kind ->
                "<tr><td>%s</td><td class=\"n\">%,d</td></tr>"
                    .formatted(HtmlUtils.htmlEscape(kind.getKey()), kind.getValue()))
        .collect(Collectors.joining());
  }

  private String timeline() {
    if (days.isEmpty()) {
      return "<p class=\"quiet\">Nothing happened in this period.</p>";
    }
    return days.size() <= MOST_BARS ? bars(days) : bars(months());
  }

  private Map<YearMonth, Long> months() {
    Map<YearMonth, Long> months = new TreeMap<>();
    days.forEach((day, count) -> months.merge(YearMonth.from(day), count, Long::sum));
    return months;
  }

  /** A bar for each day or month in which something happened. */
  private static String bars(Map<?, Long> counts) {
    long most = counts.values().stream().mapToLong(count -> count).max().orElse(1);
    var bars = new StringBuilder();
    int x = 0;
    for (var entry : counts.entrySet()) {
      long height = Math.max(2, HEIGHT * entry.getValue() / most);
      bars.append(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%s: %,d events</title></rect>"
              .formatted(x, HEIGHT - height, BAR - 2, height, entry.getKey(), entry.getValue()));
      x += BAR;
    }
    var keys = counts.keySet().stream().map(String::valueOf).toList();
    return """
    <svg viewBox="0 0 %d %d" style="max-width:100%%;height:%dpx" fill="#2463a5" role="img" aria-label="Events over time">%s</svg>
    <p class="quiet">%s to %s; the highest bar is %,d events.</p>\
    """
        .formatted(x, HEIGHT, HEIGHT, bars, keys.getFirst(), keys.getLast(), most);
  }
}
