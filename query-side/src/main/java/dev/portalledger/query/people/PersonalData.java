package dev.portalledger.query.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with somebody's personal data in one organization.
 *
 * @param request null unless one waits for a second person
 * @param hold null unless the law keeps the data
 * @param erasure null unless they are gone
 * @param severalOrganizations then only an operator may confirm
 * @param history oldest first; its length is the version that commands answer with
 */
record PersonalData(
    String subjectId,
    String kind,
    @Nullable SubjectStep request,
    @Nullable SubjectStep hold,
    @Nullable SubjectStep erasure,
    boolean severalOrganizations,
    List<SubjectStep> history) {

  enum State {
    KEPT,
    REQUESTED,
    HELD,
    ERASED
  }

  static PersonalData of(String subject, String kind, boolean several, List<SubjectStep> history) {
    SubjectStep request = null;
    SubjectStep hold = null;
    SubjectStep erasure = null;
    for (var step : history) {
      request =
          switch (step.step()) {
            case REQUESTED -> step;
            case WITHDRAWN, EXPIRED, ERASED -> null;
            case HOLD_PLACED, HOLD_LIFTED -> request;
          };
      hold =
          switch (step.step()) {
            case HOLD_PLACED -> step;
            case HOLD_LIFTED, ERASED -> null;
            case REQUESTED, WITHDRAWN, EXPIRED -> hold;
          };
      erasure = step.step() == Step.ERASED ? step : erasure;
    }
    return new PersonalData(subject, kind, request, hold, erasure, several, history);
  }

  State state() {
    if (erasure != null) {
      return State.ERASED;
    }
    if (hold != null) {
      return State.HELD;
    }
    return request == null ? State.KEPT : State.REQUESTED;
  }

  long version() {
    return history.size();
  }
}
