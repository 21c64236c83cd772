package dev.portalledger.query.sealing;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in one sentence instead of a stack trace. */
final class AnchorMailUnusableAnalyzer extends AbstractFailureAnalyzer<AnchorMailUnusable> {

  @Override
  protected FailureAnalysis analyze(Throwable root, AnchorMailUnusable cause) {
    return new FailureAnalysis(
        "Anchors cannot be mailed: " + cause.getMessage() + ".", cause.whatToDo(), cause);
  }
}
