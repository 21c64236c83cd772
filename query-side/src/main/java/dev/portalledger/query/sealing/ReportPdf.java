package dev.portalledger.query.sealing;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Makes paper of a report's page. Loads nothing: what a name in it might point to is not asked. */
final class ReportPdf {

  /** Where the page has the picture. */
  static final String TIMELINE =
      "<object type=\"ledger/timeline\" style=\"width:100%;height:120px\"></object>";

  /** Names are of all alphabets; the fonts that every reader has know western ones only. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  static byte[] of(String page, Timeline timeline) {
    XRLog.setLoggingEnabled(false);
    var pictures = new DefaultObjectDrawerFactory();
    pictures.registerDrawer(
        "ledger/timeline",
        (_, x, y, width, height, device, _, dots) -> {
          device.drawWithGraphics(
              (float) x,
              (float) y,
              (float) width / dots,
              (float) height / dots,
              paper -> timeline.draw(paper, width / dots, height / dots));
          return null;
        });
    try {
      var out = new ByteArrayOutputStream();
      var builder = new PdfRendererBuilder();
      builder.useObjectDrawerFactory(pictures);
      builder.useFont(ReportPdf::font, "Liberation Sans");
      builder.useUriResolver((_, _) -> null);
      builder.withProducer("Portal Ledger");
      builder.withHtmlContent(page, null);
      builder.toStream(out);
      builder.run();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be made a PDF", e);
    }
  }

  private static InputStream font() {
    return Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), "the font is gone");
  }

  private ReportPdf() {}
}
