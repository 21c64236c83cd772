package dev.portalledger.command.erasure;

import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number a case is filed under elsewhere: it is kept for ever, so it must not say who. */
final class CaseNumber {

  private static final Pattern FORM = Pattern.compile("(?=.*[0-9])[A-Z0-9][A-Z0-9/-]{0,39}");

  /** Null if none was given. Throws for what could be a name. */
  static @Nullable String of(@Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    if (!isOne(given)) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "The reference is kept for ever, so it must be a case number: up to 40 capitals, digits,"
              + " - and /, with a digit in it, like DSR-2026-17. Or leave it out.");
    }
    return given;
  }

  /** Whether it may be kept; what was left out may. */
  static boolean isOne(@Nullable String given) {
    return given == null || given.isBlank() || FORM.matcher(given).matches();
  }

  private CaseNumber() {}
}
