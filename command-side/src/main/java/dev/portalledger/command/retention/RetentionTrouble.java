package dev.portalledger.command.retention;

import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import java.util.Locale;
import java.util.Map;

/** Why nothing was dropped, in words for the operator. */
final class RetentionTrouble {

  static Trouble of(Dropping.Refused refused) {
    return switch (refused) {
      case Dropping.Off() ->
          conflict(
              "Everything is kept for ever here, so nothing is dropped. Set ledger.retention.keep, such as 7y, and restart.",
              Map.of());
      case Dropping.Held(var reasons) ->
          conflict(
              "A legal hold (%s) keeps everything of this organization. Its owners and admins lift it when it is over."
                  .formatted(reasons.toLowerCase(Locale.ROOT).replace('_', ' ')),
              Map.of("holdReasons", reasons));
      case Dropping.NotSealed() ->
          new Trouble(
              ProblemType.LEDGER_NOT_SEALED,
              "This ledger is not sealed, or not what was signed of it, so nothing is dropped. docs/sealing.md tells what to do.");
      case Dropping.NotAsSealed(long leaf) ->
          conflict(
              "Event %d is not what was sealed of it, so nothing is dropped: it may be needed to find out who changed it. Download the evidence and run the verifier."
                  .formatted(leaf),
              Map.of("firstBadIndex", leaf));
      case Dropping.Changed(long upTo, long bodies) ->
          conflict(
              "That is not what could be dropped now: %d bodies in the first %d events at most. Nothing was dropped. Look again (GET), and name what it says."
                  .formatted(bodies, upTo),
              Map.of("upTo", upTo, "bodies", bodies));
    };
  }

  private static Trouble conflict(String detail, Map<String, Object> members) {
    return new Trouble(ProblemType.CONFLICT, detail, members);
  }

  private RetentionTrouble() {}
}
