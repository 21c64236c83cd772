package dev.portalledger.standalone.hubspot;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one place where anything changes: one caller at a time, and what has been answered has been
 * stored. Knobs and the app's registration are not stored; a restart resets them.
 */
final class Registry {

  private final Clock clock;
  private final Mint mint;
  private final StateFile file;
  private final AppRegistration registered;
  private SandboxState state;
  private AppRegistration app;
  private Knobs knobs = Knobs.DEFAULTS;

  Registry(Clock clock, Mint mint, StateFile file, AppRegistration registered) {
    this.clock = clock;
    this.mint = mint;
    this.file = file;
    this.registered = registered;
    this.state = file.read().orElseGet(SandboxState::fresh);
    this.app = registered;
  }

  synchronized <T> T change(Transition<T> transition) {
    var situation = situation();
    var change = transition.apply(Uninstalling.due(state, situation), situation);
    state =
        change
            .state()
            .with(change.state().issued().withoutLongExpired(situation.now()))
            .with(change.state().journal().withoutOld(situation.now()));
    file.write(state);
    return change.result();
  }

  /** Looks without changing; an uninstall that has become due counts as done. */
  synchronized <T> T look(Look<T> look) {
    var situation = situation();
    return look.at(Uninstalling.due(state, situation), situation);
  }

  synchronized Situation situation() {
    return new Situation(app, knobs, clock.instant().plus(state.clockAhead()), mint);
  }

  synchronized Knobs turn(UnaryOperator<Knobs> turn) {
    knobs = turn.apply(knobs);
    return knobs;
  }

  synchronized AppRegistration register(UnaryOperator<AppRegistration> change) {
    app = change.apply(app);
    return app;
  }

  synchronized void advanceClock(Duration by) {
    state = state.withClockAhead(state.clockAhead().plus(by));
    file.write(state);
  }

  synchronized void startAnew() {
    state = SandboxState.fresh();
    app = registered;
    knobs = Knobs.DEFAULTS;
    file.write(state);
  }

  /** The first fault meant for this call; taken away once it has happened as often as it should. */
  synchronized Optional<Fault> takeFault(Endpoint endpoint, @Nullable Long portal) {
    var hit = knobs.faults().stream().filter(fault -> fault.hits(endpoint, portal)).findFirst();
    hit.ifPresent(
        fault -> {
          var left = new ArrayList<>(knobs.faults());
          int place = left.indexOf(fault);
          if (fault.last()) {
            left.remove(place);
          } else {
            left.set(place, fault.once());
          }
          knobs = knobs.withFaults(left);
        });
    return hit;
  }

  /** From a state to the next. */
  interface Transition<T> {
    Change<T> apply(SandboxState state, Situation situation);
  }

  /** A question to a state. */
  interface Look<T> {
    T at(SandboxState state, Situation situation);
  }
}
