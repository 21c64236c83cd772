package dev.portalledger.eventstore;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in two sentences instead of a stack trace. */
final class DatabaseUnfitAnalyzer extends AbstractFailureAnalyzer<DatabaseUnfit> {

  @Override
  protected FailureAnalysis analyze(Throwable root, DatabaseUnfit cause) {
    return new FailureAnalysis(
        "Nothing starts on this database. " + cause.getMessage(),
        "Mend what is behind each colon, or give spring.datasource.url another database. Then start"
            + " again.",
        cause);
  }
}
