package dev.portalledger.standalone.hubspot;

import java.time.Instant;

/** Everything beside the state that a decision depends on. */
record Situation(AppRegistration app, Knobs knobs, Instant now, Mint mint) {

  /** Whether this refresh token can still be used. */
  boolean lives(Grant grant, SandboxState state) {
    return grant.alive()
        && state
            .account(grant.consent().hubId())
            .filter(
                account ->
                    !knobs.deactivatedUserKillsGrant()
                        || account.user(grant.consent().email()).isPresent())
            .isPresent();
  }

  /** Whether this access token still opens anything. */
  boolean lives(AccessToken token, SandboxState state) {
    return token.expiresAt().isAfter(now)
        && state.account(token.consent().hubId()).isPresent()
        && !(token.uninstalled()
            && knobs.accessTokenAfterUninstall() == Knobs.AfterUninstall.UNAUTHORIZED);
  }
}
