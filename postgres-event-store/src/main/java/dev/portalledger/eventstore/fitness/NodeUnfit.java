package dev.portalledger.eventstore.fitness;

import java.util.List;
import java.util.stream.Collectors;

/** This node would do harm, so it does not start. */
public final class NodeUnfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String whatToDo;

  NodeUnfit(List<Verdict.Unfit> problems) {
    super(
        "This node does not start: "
            + problems.stream().map(Verdict.Unfit::what).collect(Collectors.joining("; "))
            + ".");
    whatToDo = problems.stream().map(Verdict.Unfit::whatToDo).collect(Collectors.joining(" "));
  }

  String whatToDo() {
    return whatToDo;
  }
}
