package dev.portalledger.command.vault.keys;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in one sentence instead of a stack trace. */
final class KeysUnusableAnalyzer extends AbstractFailureAnalyzer<KeysUnusable> {

  @Override
  protected FailureAnalysis analyze(Throwable root, KeysUnusable cause) {
    return new FailureAnalysis(
        "Portal Ledger does not start without its keys. " + cause.getMessage() + ".",
        "Set ledger.keys.folder to a folder (mode 0700) with vault.json, subject.json and"
            + " fingerprint.json (mode 0600), readable by this process alone.",
        cause);
  }
}
