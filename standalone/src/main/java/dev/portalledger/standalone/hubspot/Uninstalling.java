package dev.portalledger.standalone.hubspot;

/**
 * The end of an install: every refresh token of the account dies, the log and the journal say so.
 */
final class Uninstalling {

  /** The customer pressed Uninstall; it may take effect later. */
  static SandboxState asked(SandboxState state, long hubId, String reason, Situation situation) {
    var at = situation.now().plusSeconds(situation.knobs().uninstallDelaySeconds());
    var by = state.installs().of(hubId).map(install -> install.by().email()).orElse("");
    var scheduled = state.installs().scheduled(hubId, new Installs.Uninstall(at, by, reason));
    return due(state.with(scheduled), situation);
  }

  /** Carries out every uninstall whose time has come. */
  static SandboxState due(SandboxState state, Situation situation) {
    var next = state;
    for (var install : state.installs().current()) {
      var uninstall = install.uninstall();
      if (uninstall != null && !uninstall.at().isAfter(situation.now())) {
        next = done(next, install, uninstall);
      }
    }
    return next;
  }

  /** The app itself asked; uninstalling what is not installed changes nothing. */
  static SandboxState now(SandboxState state, long hubId, Situation situation) {
    var uninstall =
        new Installs.Uninstall(situation.now(), AppRegistration.NAME, "uninstalled by the app");
    return state.installs().of(hubId).map(install -> done(state, install, uninstall)).orElse(state);
  }

  private static SandboxState done(
      SandboxState state, Installs.Install install, Installs.Uninstall uninstall) {
    long hubId = install.hubId();
    return state
        .with(state.issued().uninstalled(hubId))
        .with(state.installs().uninstalled(hubId, uninstall))
        .with(
            state
                .journal()
                .wrote(
                    Journal.Lifecycle.APP_UNINSTALL, hubId, install.by().userId(), uninstall.at()));
  }

  private Uninstalling() {}
}
