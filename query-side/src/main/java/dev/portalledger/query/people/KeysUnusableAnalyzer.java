package dev.portalledger.query.people;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in one sentence instead of a stack trace. */
final class KeysUnusableAnalyzer extends AbstractFailureAnalyzer<KeysUnusable> {

  @Override
  protected FailureAnalysis analyze(Throwable root, KeysUnusable cause) {
    return new FailureAnalysis(
        "Portal Ledger does not start without its keys. " + cause.getMessage() + ".",
        "Set ledger.keys.folder to the folder (mode 0700) with the subject.json (mode 0600) that the"
            + " command sides use, readable by this process.",
        cause);
  }
}
