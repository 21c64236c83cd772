package dev.portalledger.query.sealing;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.expired;
import static dev.portalledger.query.Samples.minutesLater;
import static dev.portalledger.query.Samples.reconnected;
import static dev.portalledger.query.Samples.removed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.StoredName;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.query.people.Person;
import dev.portalledger.query.sealing.SealedHistory.Signed;
import dev.portalledger.query.sealing.SealedHistory.Stored;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What people read of a bundle: a page and a PDF that say the same. */
class ReportTest {

  private static final Signed SIGNED =
      new Signed(
          4, "ledger.test/org/acme\n4\nroot=\n\n\u2014 ledger.test/org/acme sig=\n", Instant.EPOCH);
  private static final Map<String, String> NAMES =
      Map.of(
          OLIVIA.value(), "Olívia <script>alert(1)</script> Owner\u0007",
          HUGO.value(), "Хьюго & \"Hub\"");

  private final Report report =
      new Report(
          "ledger.test/org/acme",
          SIGNED,
          Period.of(null, null),
          "java LedgerVerify.java acme.zip --vkey 'k'",
          ReportTest::named);
  private long index;

  private static Map<String, Person> named(Collection<String> ids) {
    return ids.stream()
        .collect(
            Collectors.toMap(
                id -> id,
                id ->
                    new Person(
                        id, NAMES.getOrDefault(id, "erased"), null, !NAMES.containsKey(id))));
  }

  private void add(Object event, Instant at) {
    var name =
        StoredName.ALL.stream()
            .filter(stored -> stored.event() == event.getClass())
            .findFirst()
            .orElseThrow()
            .name();
    add(name, JsonMapper.shared().writeValueAsBytes(event), at);
  }

  private void add(String type, byte[] payload, Instant at) {
    var none = new CanonicalEntry.Hash(new byte[32]);
    var entry =
        new CanonicalEntry("id", "acme", "", "stream", 0, at.toString(), type, "1", none, none);
    report.add(new Stored(index++, entry, payload, new byte[0], null));
  }

  private void lifeOfAPortal() {
    add(connected(ACME, PORTAL), minutesLater(0));
    add(expired(minutesLater(1)), minutesLater(1));
    add(reconnected(2, minutesLater(2)), minutesLater(2));
    add(removed(ACME, minutesLater(3)), minutesLater(3));
  }

  @Test
  void tells_who_authorized_what_in_words() throws IOException {
    lifeOfAPortal();

    for (String text : new String[] {textOfPage(), textOfPdf()}) {
      assertThat(text.replaceAll("\\s+", " "))
          .containsSubsequence(
              "Evidence of ledger.test/org/acme",
              "4 events are sealed",
              "1 Mar 2026 12:00:00 UTC",
              "Хьюго & \"Hub\" authorized portal 1001 (acme.example) in HubSpot (grant 1); Olívia",
              "connected it.",
              "crm.objects.contacts.read, oauth",
              "Portal 1001 expired: HubSpot no longer took the authorization.",
              "authorized portal 1001 in HubSpot (grant 2)",
              "ended portal 1001: removed by a member.",
              "portal-connection.connected");
    }
  }

  @Test
  @DisplayName("T25: a name in the report is text, whatever it is, and the page is whole XML")
  void a_name_is_text() throws IOException {
    lifeOfAPortal();

    assertThat(report.html()).doesNotContain("<script", "\u0007").contains("&lt;script&gt;");
    assertThat(textOfPage()).contains("<script>alert(1)</script>");
  }

  @Test
  void has_a_picture_of_when_it_happened() throws IOException {
    for (int day = 0; day < 40; day++) {
      for (int n = 0; n <= day % 7; n++) {
        add("lease.access-leased", new byte[0], minutesLater(0).plus(day, ChronoUnit.DAYS));
      }
    }

    assertThat(report.html().split("<rect ", -1)).hasSize(41);
    assertThat(report.html()).contains("2026-03-01 to 2026-04-09; the highest bar is 7 events.");
    assertThat(bluePixels(firstPage("report-timeline"))).isGreaterThan(1_000);
  }

  @Test
  void years_are_drawn_by_month() {
    for (int day = 0; day < 500; day++) {
      add("lease.access-leased", new byte[0], minutesLater(0).plus(day, ChronoUnit.DAYS));
    }

    assertThat(report.html()).contains("2026-03 to 2027-07");
  }

  @Test
  void of_very_many_the_first_are_told_and_how_many_there_are() throws IOException {
    for (int n = 0; n < Authorizations.MOST + 100; n++) {
      add(connected(ACME, new PortalId(5_000 + n)), minutesLater(n));
    }

    assertThat(textOfPage()).contains("The first 500 of 600");
    assertThat(report.html().split("authorized portal", -1)).hasSize(501);
    assertThat(textOfPdf()).contains("portal 5499").doesNotContain("portal 5500");
  }

  @Test
  void what_cannot_be_read_is_said_and_nobody_is_named_who_was_erased() {
    add("portal-connection.connected", "gibberish".getBytes(UTF_8), minutesLater(0));
    add("portal-connection.connected", "{\"portalId\":5}".getBytes(UTF_8), minutesLater(0));

    var grant = JsonMapper.shared().writeValueAsString(connected(ACME, PORTAL));
    var byTheErased = grant.replace(HUGO.value(), "subject-gone").getBytes(UTF_8);
    add("portal-connection.connected", byTheErased, minutesLater(0));

    assertThat(report.html())
        .contains("Event 0 cannot be read", "Event 1 cannot be read")
        .contains("Somebody (subject-gone) authorized portal 1001");
  }

  @Test
  void an_empty_period_is_told() throws IOException {
    assertThat(textOfPdf()).contains("Nothing happened in this period.", "Nobody authorized");
  }

  @Test
  void looks_like_a_report() throws IOException {
    for (int day = 0; day < 90; day++) {
      for (int n = 0; n < 1 + Math.abs(day - 40) % 9; n++) {
        add("lease.access-leased", new byte[0], minutesLater(0).plus(day, ChronoUnit.DAYS));
      }
    }
    lifeOfAPortal();
    Files.writeString(Path.of("target/report.html"), report.html());
    assertThat(firstPage("report").getWidth()).isGreaterThan(500);
  }

  private String textOfPage() {
    try {
      var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setEntityResolver(
          (_, _) -> new org.xml.sax.InputSource(new ByteArrayInputStream(new byte[0])));
      return builder
          .parse(new ByteArrayInputStream(report.html().getBytes(UTF_8)))
          .getDocumentElement()
          .getTextContent();
    } catch (Exception e) {
      throw new AssertionError("the page is no XML", e);
    }
  }

  private String textOfPdf() throws IOException {
    try (var pdf = Loader.loadPDF(report.pdf())) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  /** Also to be looked at. */
  private BufferedImage firstPage(String name) throws IOException {
    try (var pdf = Loader.loadPDF(report.pdf())) {
      var image = new PDFRenderer(pdf).renderImageWithDPI(0, 80);
      ImageIO.write(image, "png", Path.of("target", name + ".png").toFile());
      return image;
    }
  }

  private static long bluePixels(BufferedImage image) {
    long blue = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        blue += (image.getRGB(x, y) & 0xFFFFFF) == 0x2463A5 ? 1 : 0;
      }
    }
    return blue;
  }
}
