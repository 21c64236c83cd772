package dev.portalledger.command.erasure;

import dev.portalledger.command.erasure.ErasureDecision.Accepted;
import dev.portalledger.command.erasure.ErasureDecision.Refused;
import dev.portalledger.command.erasure.ErasureState.Hold;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Why nothing was erased or held, in words for whoever asked. */
final class ErasureTrouble {

  static ErasureState accepted(ErasureDecision decision) {
    return switch (decision) {
      case Accepted(var state) -> state;
      case Refused(var refusal) -> throw trouble(refusal);
    };
  }

  private static Trouble trouble(ErasureRefusal refusal) {
    return switch (refusal) {
      case ErasureRefusal.UnknownSubject() -> unknown();
      case ErasureRefusal.ErasedAlready() ->
          conflict(
              "The person's data was erased already. Nothing is left to be held or taken back.");
      case ErasureRefusal.NothingAsked() ->
          conflict(
              "Nobody has asked for this erasure, or it was withdrawn. Ask for it first; then"
                  + " somebody else confirms.");
      case ErasureRefusal.NothingWaits() ->
          new Trouble(
              ProblemType.NOT_FOUND,
              "No request for this person waits for you. GET /api/v1/erasures lists those that do.");
      case ErasureRefusal.RequestOver(var until) ->
          conflict(
              "The request was good until %s. Ask again; then somebody else confirms within seven days."
                  .formatted(until));
      case ErasureRefusal.SamePerson() ->
          conflict(
              "You asked for this erasure yourself. Another owner or admin of your organization, or"
                  + " an operator of this platform, has to confirm it.");
      case ErasureRefusal.Held(var hold) -> held(hold);
      case ErasureRefusal.HeldElsewhere() ->
          conflict(
              "Another organization that knows this person holds the data by law. It can be erased"
                  + " once that hold is lifted.");
      case ErasureRefusal.OperatorNeeded() ->
          conflict(
              "Other organizations know this person too, so an operator of this platform has to"
                  + " confirm. The request stays open for that; tell your operator.");
    };
  }

  static Trouble unknown() {
    return new Trouble(
        ProblemType.NOT_FOUND,
        "Your organization knows no such person. Open the person's page from the audit trail.");
  }

  private static Trouble held(Hold hold) {
    Map<String, Object> members = new HashMap<>(Map.of("holdReason", hold.reason().name()));
    var reference = hold.reference();
    if (reference != null) {
      members.put("holdReference", reference);
    }
    return new Trouble(
        ProblemType.CONFLICT,
        "A legal hold (%s%s) keeps this person's data. Lift the hold first, if it is over."
            .formatted(
                hold.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                reference == null ? "" : ", case " + reference),
        members);
  }

  private static Trouble conflict(String detail) {
    return new Trouble(ProblemType.CONFLICT, detail);
  }

  private ErasureTrouble() {}
}
