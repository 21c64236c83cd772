package dev.portalledger.query.sealing;

import dev.portalledger.query.people.Person;
import dev.portalledger.query.sealing.SealedHistory.Signed;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A report's words, as XHTML: a browser shows it, and what makes paper of it reads it as XML. */
record ReportPage(
    String origin,
    Signed signed,
    Period period,
    String command,
    Map<String, Long> kinds,
    Map<LocalDate, Long> dropped,
    Map<String, Person> named) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private static final String STYLE =
      """
      body{font:15px/1.5 'Liberation Sans',Helvetica,Arial,sans-serif;max-width:52rem;margin:3rem auto;padding:0 1rem;color:#1d2b3a}
      h1{font-size:1.4rem}h2{font-size:1.05rem;margin-top:2rem;page-break-after:avoid}
      h1,h2,dt{font-family:Helvetica,Arial,sans-serif}
      table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.2rem 1.5rem .2rem 0}td.n{text-align:right}
      tr{page-break-inside:avoid}
      pre{background:#f3f6f9;padding:.5rem .7rem;overflow-wrap:anywhere;word-wrap:break-word;white-space:pre-wrap;font-size:.85em}
      .quiet{color:#5d6b7a}.when{white-space:nowrap}.scopes{color:#5d6b7a;font-size:.85em;overflow-wrap:anywhere}
      .told td{border-bottom:1px solid #dfe5ec;padding:.45rem 1.2rem .45rem 0}
      @page{size:A4;margin:18mm 16mm;@bottom-right{content:counter(page) ' / ' counter(pages);font:8pt Helvetica;color:#5d6b7a}}
      @media print{body{margin:0;padding:0;max-width:none;font-size:10pt}}
      """;

  String html(Timeline timeline, String picture, Authorizations authorizations) {
    return """
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
    <head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>Evidence of %1$s</title>
    <style>%2$s</style></head>
    <body>
    <h1>Evidence of %1$s</h1>
    <p>%3$,d events are sealed; the bodies of %4$s are in this bundle: %5$,d events.%11$s</p>
    <p class="quiet">This page is for reading. What proves something are the other files, checked on a machine of your own, with the key
    that you were given some other way:</p>
    <pre>%6$s</pre>
    <h2>Checkpoint</h2>
    <pre>%7$s</pre>
    <h2>Timeline</h2>
    %8$s
    <h2>Who authorized what</h2>
    %9$s
    <h2>Kinds of events</h2>
    <table>%10$s</table>
    </body></html>
    """
        .formatted(
            text(origin),
            STYLE,
            signed.size(),
            period.isEverything() ? "all of them" : "the period asked for",
            kinds.values().stream().mapToLong(count -> count).sum(),
            text(command),
            text(signed.note()),
            timeline.isEmpty()
                ? "<p class=\"quiet\">Nothing happened in this period.</p>"
                : picture + "<p class=\"quiet\">" + timeline.caption() + "</p>",
            told(authorizations),
            rows(),
            notThere());
  }

  private String notThere() {
    return dropped.entrySet().stream()
        .map(
            day ->
                " The bodies of %,d events were dropped under retention on %s; their entries are here and prove that nothing else is missing."
                    .formatted(day.getValue(), DAY.format(day.getKey())))
        .collect(Collectors.joining());
  }

  private String told(Authorizations authorizations) {
    if (authorizations.count() == 0) {
      return "<p class=\"quiet\">Nobody authorized anything in this period, and nothing ended.</p>";
    }
    var lines = authorizations.lines().stream().map(this::line).collect(Collectors.joining("\n"));
    return "<p class=\"quiet\">%s Names are as they are today; the events hold random ids.</p><table class=\"told\">%s</table>"
        .formatted(howMany(authorizations), lines);
  }

  private static String howMany(Authorizations authorizations) {
    return authorizations.count() > Authorizations.MOST
        ? "The first %,d of %,d; the verifier prints what stands at the end."
            .formatted(Authorizations.MOST, authorizations.count())
        : "In the order of the ledger.";
  }

  private String line(Authorizations.Line line) {
    return "<tr><td class=\"when\">%s<br/><span class=\"quiet\">event %,d</span></td><td>%s%s</td></tr>"
        .formatted(
            MOMENT.format(line.at()),
            line.index(),
            text(capital(line.words().apply(named))),
            line.scopes().isEmpty()
                ? ""
                : "<br/><span class=\"scopes\">" + text(line.scopes()) + "</span>");
  }

  private String rows() {
    return kinds.entrySet().stream()
        .map(
            kind ->
                "<tr><td>%s</td><td class=\"n\">%,d</td></tr>"
                    .formatted(text(kind.getKey()), kind.getValue()))
        .collect(Collectors.joining());
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** XML has no place for control characters, not even escaped. */
  static String text(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().map(point -> isXml(point) ? point : '\uFFFD').forEach(clean::appendCodePoint);
    return HtmlUtils.htmlEscape(clean.toString(), "UTF-8");
  }

  private static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= ' ' && point < Character.MIN_SURROGATE)
        || (point > Character.MAX_SURROGATE && point < 0xFFFE)
        || point >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
  }
}
