package dev.portalledger.command.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.erasure.ErasureRuling.Change;
import dev.portalledger.command.erasure.ErasureRuling.KnownAlready;
import dev.portalledger.command.erasure.ErasureRuling.Refuse;
import dev.portalledger.command.erasure.ErasureState.Hold;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.HoldReason;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectEvent;
import dev.portalledger.events.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureRulesTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofDays(2));
  private static final Instant OVER = NOON.plus(Duration.ofDays(7));
  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final OrganizationId GLOBEX = new OrganizationId("globex");
  private static final SubjectId HUGO = new SubjectId("hugo");
  private static final SubjectId OLGA = new SubjectId("olga");
  private static final SubjectId ADAM = new SubjectId("adam");
  private static final SubjectId OTTO = new SubjectId("otto");
  private static final ErasureReason ASKED = ErasureReason.ASKED_BY_THE_PERSON;

  private static final ErasureRequested REQUESTED =
      new ErasureRequested(HUGO, ACME, ASKED, "DSR-1", OLGA, OVER, NOON);
  private static final LegalHoldPlaced HELD =
      new LegalHoldPlaced(HUGO, ACME, HoldReason.LEGAL_CLAIM, "C-1", OLGA, NOON);

  @Test
  void a_request_waits_seven_days_for_a_second_person() {
    assertThat(decide(request(OLGA), after(), NOON)).isEqualTo(new Change(List.of(REQUESTED)));
  }

  @Test
  void the_same_request_again_records_nothing_whoever_asks() {
    assertThat(decide(request(OLGA), after(REQUESTED), LATER)).isEqualTo(new KnownAlready());
    assertThat(decide(request(ADAM), after(REQUESTED), LATER)).isEqualTo(new KnownAlready());
  }

  @Test
  void a_new_request_takes_the_place_of_one_that_is_over() {
    assertThat(decide(request(ADAM), after(REQUESTED), OVER))
        .isEqualTo(
            new Change(
                List.of(
                    new ErasureExpired(HUGO, ACME, OVER),
                    new ErasureRequested(
                        HUGO, ACME, ASKED, "DSR-1", ADAM, OVER.plus(Duration.ofDays(7)), OVER))));
  }

  @Test
  void a_hold_refuses_a_request_and_says_why() {
    assertThat(decide(request(OLGA), after(HELD), LATER))
        .isEqualTo(new Refuse(new ErasureRefusal.Held(new Hold(HoldReason.LEGAL_CLAIM, "C-1"))));
  }

  @Test
  void a_second_person_confirms() {
    assertThat(confirm(ADAM, LATER, after(REQUESTED)))
        .isEqualTo(
            new Change(List.of(new SubjectErased(HUGO, ACME, ASKED, "DSR-1", OLGA, ADAM, LATER))));
  }

  @Test
  void whoever_asked_does_not_confirm() {
    assertThat(confirm(OLGA, LATER, after(REQUESTED)))
        .isEqualTo(new Refuse(new ErasureRefusal.SamePerson()));
    assertThat(confirm(OLGA, LATER, after(REQUESTED, HELD), true))
        .isEqualTo(new Refuse(new ErasureRefusal.Held(new Hold(HoldReason.LEGAL_CLAIM, "C-1"))));
  }

  @Test
  void nothing_is_confirmed_that_was_not_asked_for_was_withdrawn_or_is_over() {
    var withdrawn = new ErasureWithdrawn(HUGO, ACME, ADAM, NOON);

    assertThat(confirm(ADAM, LATER, after()))
        .isEqualTo(new Refuse(new ErasureRefusal.NothingAsked()));
    assertThat(confirm(ADAM, LATER, after(REQUESTED, withdrawn)))
        .isEqualTo(new Refuse(new ErasureRefusal.NothingAsked()));
    assertThat(confirm(ADAM, OVER, after(REQUESTED)))
        .isEqualTo(new Refuse(new ErasureRefusal.RequestOver(OVER)));
    assertThat(confirm(ADAM, OVER.minusMillis(1), after(REQUESTED))).isInstanceOf(Change.class);
  }

  @Test
  void a_hold_placed_after_the_request_refuses_the_confirmation_until_it_is_lifted() {
    var lifted = new LegalHoldLifted(HUGO, ACME, ADAM, NOON);

    assertThat(confirm(ADAM, LATER, after(REQUESTED, HELD))).isInstanceOf(Refuse.class);
    assertThat(confirm(ADAM, LATER, after(REQUESTED, HELD, lifted))).isInstanceOf(Change.class);
  }

  @Test
  void of_what_several_organizations_know_only_an_operator_is_the_second_person() {
    var elsewhere = ErasureState.untouched(GLOBEX);

    assertThat(confirm(ADAM, LATER, after(REQUESTED), false, elsewhere))
        .isEqualTo(new Refuse(new ErasureRefusal.OperatorNeeded()));
    assertThat(confirm(OTTO, LATER, after(REQUESTED), true, elsewhere))
        .isEqualTo(
            new Change(
                List.of(
                    new SubjectErased(HUGO, ACME, ASKED, "DSR-1", OLGA, OTTO, LATER),
                    new SubjectErased(HUGO, GLOBEX, ASKED, null, null, OTTO, LATER))));
  }

  @Test
  void an_operator_may_confirm_for_one_organization_too() {
    assertThat(confirm(OTTO, LATER, after(REQUESTED), true)).isInstanceOf(Change.class);
  }

  @Test
  void a_hold_of_another_organization_refuses_and_is_not_told_more_of() {
    var elsewhere =
        ErasureState.untouched(GLOBEX)
            .after(new LegalHoldPlaced(HUGO, GLOBEX, HoldReason.ORDERED, "SECRET-1", OTTO, NOON));

    assertThat(confirm(OTTO, LATER, after(REQUESTED), true, elsewhere))
        .isEqualTo(new Refuse(new ErasureRefusal.HeldElsewhere()));
  }

  @Test
  void an_operator_who_asked_in_another_organization_is_no_second_person() {
    var elsewhere =
        ErasureState.untouched(GLOBEX)
            .after(new ErasureRequested(HUGO, GLOBEX, ASKED, null, OTTO, OVER, NOON));

    assertThat(confirm(OTTO, LATER, after(REQUESTED), true, elsewhere))
        .isEqualTo(new Refuse(new ErasureRefusal.SamePerson()));
  }

  @Test
  void erased_is_erased_and_recorded_once() {
    var erased = after(REQUESTED, new SubjectErased(HUGO, ACME, ASKED, null, OLGA, ADAM, NOON));

    assertThat(confirm(ADAM, LATER, erased)).isEqualTo(new KnownAlready());
    assertThat(decide(request(OLGA), erased, LATER)).isEqualTo(new KnownAlready());
    assertThat(ErasureRules.decide(hold(), erased, LATER))
        .isEqualTo(new Refuse(new ErasureRefusal.ErasedAlready()));
    assertThat(ErasureRules.decide(new WithdrawErasure(ACME, HUGO, OLGA), erased, LATER))
        .isEqualTo(new Refuse(new ErasureRefusal.ErasedAlready()));
    assertThat(ErasureRules.decide(new LiftLegalHold(ACME, HUGO, OLGA), erased, LATER))
        .isEqualTo(new KnownAlready());
  }

  @Test
  void a_request_is_withdrawn_once() {
    var withdraw = new WithdrawErasure(ACME, HUGO, ADAM);

    assertThat(ErasureRules.decide(withdraw, after(REQUESTED), LATER))
        .isEqualTo(new Change(List.of(new ErasureWithdrawn(HUGO, ACME, ADAM, LATER))));
    assertThat(ErasureRules.decide(withdraw, after(), LATER)).isEqualTo(new KnownAlready());
  }

  @Test
  void a_request_expires_when_its_time_is_over_and_not_before() {
    var expire = new ExpireErasure(ACME, HUGO);

    assertThat(ErasureRules.decide(expire, after(REQUESTED), OVER.minusMillis(1)))
        .isEqualTo(new KnownAlready());
    assertThat(ErasureRules.decide(expire, after(REQUESTED), OVER))
        .isEqualTo(new Change(List.of(new ErasureExpired(HUGO, ACME, OVER))));
    assertThat(ErasureRules.decide(expire, after(), OVER)).isEqualTo(new KnownAlready());
    var ended = new ErasureExpired(HUGO, ACME, OVER);
    assertThat(ErasureRules.decide(expire, after(REQUESTED, ended), OVER))
        .isEqualTo(new KnownAlready());
  }

  @Test
  void a_hold_is_placed_once_changed_and_lifted_once() {
    assertThat(ErasureRules.decide(hold(), after(), NOON)).isEqualTo(new Change(List.of(HELD)));
    assertThat(ErasureRules.decide(hold(), after(HELD), LATER)).isEqualTo(new KnownAlready());
    var other = new PlaceLegalHold(ACME, HUGO, HoldReason.ORDERED, null, ADAM);
    assertThat(ErasureRules.decide(other, after(HELD), LATER))
        .isEqualTo(
            new Change(
                List.of(new LegalHoldPlaced(HUGO, ACME, HoldReason.ORDERED, null, ADAM, LATER))));
    var lift = new LiftLegalHold(ACME, HUGO, ADAM);
    assertThat(ErasureRules.decide(lift, after(HELD), LATER))
        .isEqualTo(new Change(List.of(new LegalHoldLifted(HUGO, ACME, ADAM, LATER))));
    assertThat(ErasureRules.decide(lift, after(), LATER)).isEqualTo(new KnownAlready());
  }

  private static RequestErasure request(SubjectId by) {
    return new RequestErasure(ACME, HUGO, ASKED, "DSR-1", by);
  }

  private static PlaceLegalHold hold() {
    return new PlaceLegalHold(ACME, HUGO, HoldReason.LEGAL_CLAIM, "C-1", OLGA);
  }

  private static ErasureRuling decide(RequestErasure command, ErasureState state, Instant now) {
    return ErasureRules.decide(command, state, now);
  }

  private static ErasureRuling confirm(SubjectId by, Instant now, ErasureState own) {
    return confirm(by, now, own, false);
  }

  private static ErasureRuling confirm(
      SubjectId by, Instant now, ErasureState own, boolean operator, ErasureState... others) {
    var all = new ArrayList<>(List.of(own));
    all.addAll(List.of(others));
    return ErasureRules.decide(new ConfirmErasure(ACME, HUGO, by, operator), all, now);
  }

  private static ErasureState after(SubjectEvent... events) {
    var state = ErasureState.untouched(ACME);
    for (var event : events) {
      state = state.after(event);
    }
    return state;
  }
}
