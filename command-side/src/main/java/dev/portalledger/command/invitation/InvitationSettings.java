package dev.portalledger.command.invitation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of invitations.
 *
 * @param lifetime how long a link is good for; seven days at most
 * @param openPerOrganization how many may be open at once
 * @param disputable how long whoever used one may say "this was not me"
 */
@ConfigurationProperties("ledger.invitation")
record InvitationSettings(
    @DefaultValue("7d") Duration lifetime,
    @DefaultValue("500") int openPerOrganization,
    @DefaultValue("7d") Duration disputable) {

  /** The visitor's cookie lives twice as long: a week to follow the link, a week to dispute. */
  private static final Duration LONGEST = Duration.ofDays(7);

  InvitationSettings {
    if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "ledger.invitation.lifetime must be positive and at most seven days");
    }
    if (openPerOrganization < 1) {
      throw new IllegalArgumentException(
          "ledger.invitation.open-per-organization must be at least 1");
    }
    if (!disputable.isPositive() || disputable.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "ledger.invitation.disputable must be positive and at most seven days");
    }
  }
}
