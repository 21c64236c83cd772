package dev.portalledger.query.people;

import static java.util.Objects.requireNonNull;

import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.HoldReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody's data in the words of the page. */
record Shown(PersonalData data, Map<String, Person> named) {

  /** A reason to choose. */
  record Choice(String name, String text) {}

  /** A step of the history. */
  record Told(SubjectStep step, String sentence, @Nullable String why) {}

  public String kindText() {
    return switch (data.kind()) {
      case "MEMBER" -> "Member: signs in here";
      case "AUTHORIZER" -> "HubSpot user who authorized a portal";
      default -> "Machine";
    };
  }

  public String stateText() {
    return switch (data.state()) {
      case KEPT -> "Kept";
      case REQUESTED -> "Erasure asked for";
      case HELD -> "Held by law";
      case ERASED -> "Erased";
    };
  }

  public String stateClass() {
    return switch (data.state()) {
      case KEPT -> "connected";
      case REQUESTED, HELD -> "expired";
      case ERASED -> "ended";
    };
  }

  public boolean isErased() {
    return data.erasure() != null;
  }

  public @Nullable String requestedBy() {
    var request = data.request();
    return request == null ? null : name(request.by());
  }

  public @Nullable String whyRequested() {
    return why(data.request());
  }

  public @Nullable String heldBy() {
    var hold = data.hold();
    return hold == null ? null : name(hold.by());
  }

  public @Nullable String whyHeld() {
    return why(data.hold());
  }

  public List<Choice> erasureReasons() {
    return Arrays.stream(ErasureReason.values())
        .map(reason -> new Choice(reason.name(), text(reason)))
        .toList();
  }

  public List<Choice> holdReasons() {
    return Arrays.stream(HoldReason.values())
        .map(reason -> new Choice(reason.name(), text(reason)))
        .toList();
  }

  public List<Told> history() {
    return data.history().reversed().stream()
        .map(step -> new Told(step, sentence(step), why(step)))
        .toList();
  }

  private String sentence(SubjectStep step) {
    return switch (step.step()) {
      case REQUESTED -> name(step.by()) + " asked for erasure";
      case WITHDRAWN -> name(step.by()) + " withdrew the request";
      case EXPIRED -> "Nobody confirmed the request within seven days";
      case HOLD_PLACED -> name(step.by()) + " placed a legal hold";
      case HOLD_LIFTED -> name(step.by()) + " lifted the legal hold";
      case ERASED ->
          step.by() == null
              ? "Erased: asked for in another organization, confirmed by "
                  + name(step.confirmedBy())
              : "Erased: %s asked, %s confirmed"
                  .formatted(name(step.by()), name(step.confirmedBy()));
    };
  }

  private static @Nullable String why(@Nullable SubjectStep step) {
    if (step == null || step.reason() == null) {
      return null;
    }
    String reason =
        step.step() == Step.HOLD_PLACED
            ? text(HoldReason.valueOf(step.reason()))
            : text(ErasureReason.valueOf(step.reason()));
    return step.reference() == null ? reason : reason + " (case " + step.reference() + ")";
  }

  private static String text(ErasureReason reason) {
    return switch (reason) {
      case ASKED_BY_THE_PERSON -> "The person asked for it";
      case NO_LONGER_NEEDED -> "It is no longer needed";
      case KEPT_WITHOUT_RIGHT -> "It was kept without a right to";
      case ORDERED -> "A court or an authority ordered it";
    };
  }

  private static String text(HoldReason reason) {
    return switch (reason) {
      case LEGAL_CLAIM -> "Legal claims are made or defended";
      case DUTY_TO_KEEP -> "A law says to keep it";
      case ORDERED -> "A court or an authority ordered it";
    };
  }

  private String name(@Nullable String id) {
    return requireNonNull(named.get(requireNonNull(id))).name();
  }
}
