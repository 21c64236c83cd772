package dev.portalledger.command.erasure;

import dev.portalledger.events.subject.SubjectEvent;
import java.util.List;

/** What the rules say to a command. */
sealed interface ErasureRuling {

  /** Each event belongs to the stream of its own organization. */
  record Change(List<SubjectEvent> events) implements ErasureRuling {}

  /** It is so already. */
  record KnownAlready() implements ErasureRuling {}

  record Refuse(ErasureRefusal refusal) implements ErasureRuling {}

  static ErasureRuling change(SubjectEvent... events) {
    return new Change(List.of(events));
  }
}
