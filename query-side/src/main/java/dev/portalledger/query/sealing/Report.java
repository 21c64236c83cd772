package dev.portalledger.query.sealing;

import dev.portalledger.query.people.Person;
import dev.portalledger.query.sealing.SealedHistory.Signed;
import dev.portalledger.query.sealing.SealedHistory.Stored;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a bundle holds, for people: collected while it is written, in memory that does not grow with
 * it. Not what is checked.
 */
final class Report {

  private final String origin;
  private final Signed signed;
  private final Period period;
  private final String command;
  private final Function<Collection<String>, Map<String, Person>> people;
  private final Map<String, Long> kinds = new TreeMap<>();
  private final Map<LocalDate, Long> dropped = new TreeMap<>();
  private final Timeline timeline = new Timeline();
  private final Authorizations authorizations = new Authorizations();

  /**
   * @param people gives ids the names they have today
   */
  Report(
      String origin,
      Signed signed,
      Period period,
      String command,
      Function<Collection<String>, Map<String, Person>> people) {
    this.origin = origin;
    this.signed = signed;
    this.period = period;
    this.command = command;
    this.people = people;
  }

  void add(Stored event) {
    kinds.merge(event.entry().type(), 1L, Long::sum);
    timeline.add(event.time().atZone(ZoneOffset.UTC).toLocalDate());
    authorizations.add(event);
  }

  /** It was asked for and is not there any more. */
  void addDropped(Instant at) {
    dropped.merge(at.atZone(ZoneOffset.UTC).toLocalDate(), 1L, Long::sum);
  }

  /** A page of its own that loads nothing. */
  String html() {
    return page(timeline.svg());
  }

  /** The same on paper. */
  byte[] pdf() {
    return ReportPdf.of(page(ReportPdf.TIMELINE), timeline);
  }

  private String page(String picture) {
    var page =
        new ReportPage(
            origin, signed, period, command, kinds, dropped, people.apply(authorizations.people()));
    return page.html(timeline, picture, authorizations);
  }
}
