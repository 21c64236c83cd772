package dev.portalledger.eventstore.fitness;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in two sentences instead of a stack trace. */
final class NodeUnfitAnalyzer extends AbstractFailureAnalyzer<NodeUnfit> {

  @Override
  protected FailureAnalysis analyze(Throwable root, NodeUnfit cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()), cause.whatToDo() + " Then start it again.", cause);
  }
}
