package dev.portalledger.query.audittrail;

/**
 * Text that a spreadsheet takes for text. What begins like a formula would be calculated when the
 * file is opened, and can send away what stands beside it; an apostrophe before it keeps it text.
 */
final class SpreadsheetText {

  /** Also as full-width characters, which some spreadsheets take for the plain ones. */
  private static final String BEGINS_FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

  static String of(String text) {
    return isHarmless(text) ? text : "'" + text;
  }

  private static boolean isHarmless(String text) {
    int first = firstSeen(text);
    return first == text.length()
        || (!Character.isISOControl(text.charAt(0))
            && BEGINS_FORMULA.indexOf(text.charAt(first)) < 0);
  }

  private static int firstSeen(String text) {
    int at = 0;
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  private SpreadsheetText() {}
}
