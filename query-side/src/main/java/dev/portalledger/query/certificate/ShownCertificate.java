package dev.portalledger.query.certificate;

import static java.util.Objects.requireNonNull;

import dev.portalledger.events.connection.ManualStep;
import dev.portalledger.query.people.Person;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate in the words of a page. Names of people are no part of it: they stand beside their
 * subject ids for as long as they are known.
 */
record ShownCertificate(Certificate certificate, Map<String, Person> named) {

  public String name() {
    String domain = certificate.hubDomain();
    return domain == null ? "Portal " + certificate.portal() : domain;
  }

  public String person(String subject) {
    return requireNonNull(named.get(subject)).name();
  }

  public String verdict() {
    if (certificate.upstream().answer() == Certificate.Answer.NOT_REVOKED) {
      return "Our access has ended; at HubSpot it was not revoked";
    }
    Certificate.Probe probe = certificate.probe();
    if (probe == null) {
      return "Our access has ended, here and at HubSpot";
    }
    return switch (probe.result()) {
      case DEAD -> "Our access has ended, here and at HubSpot, and HubSpot shows the token dead";
      case ALIVE -> "Our access has ended; HubSpot confirmed it and still shows the token alive";
      case NOT_ANSWERED, TOKEN_IN_USE_AGAIN -> "Our access has ended, here and at HubSpot";
    };
  }

  public String causeText() {
    return switch (certificate.revoked().cause()) {
      case REMOVED_BY_MEMBER -> "Removed by a member";
      case ENDED_BY_OPERATOR -> "Ended by the operator for safety's sake";
      case DISPUTED -> "Disputed by the authorizer";
      case UNINSTALLED_IN_HUBSPOT -> "The app was removed in HubSpot";
      case PORTAL_GONE -> "HubSpot no longer knew the account";
    };
  }

  public String upstreamText() {
    return switch (certificate.upstream().answer()) {
      case REVOKED -> "HubSpot confirmed that the token is revoked";
      case DEAD_BEFORE -> "HubSpot had ended the grant before; no token was left to revoke";
      case NOT_REVOKED -> notRevoked();
    };
  }

  private String notRevoked() {
    return switch (requireNonNull(certificate.upstream().failure())) {
      case NOT_CONFIRMED_IN_TIME -> "HubSpot did not confirm it for seven days";
      case TOKEN_SHARED -> "Not revoked: a connection that lives uses the very same token";
    };
  }

  /** What somebody has to do by hand; null if nothing. */
  public @Nullable String manualStep() {
    return certificate.upstream().manualStep() == ManualStep.REMOVE_APP_IN_CONNECTED_APPS
        ? "A Super Admin of the portal removes the app in HubSpot: Settings, Integrations, Connected"
            + " Apps, Uninstall."
        : null;
  }

  public @Nullable String probeText() {
    Certificate.Probe probe = certificate.probe();
    if (probe == null) {
      return null;
    }
    return switch (probe.result()) {
      case DEAD -> "HubSpot says that the token is dead";
      case ALIVE -> "HubSpot says that the token still lives";
      case NOT_ANSWERED -> "HubSpot did not say whether the token is dead";
      case TOKEN_IN_USE_AGAIN -> "HubSpot had given the very same token to a new connection";
    };
  }

  public @Nullable String uninstallText() {
    Certificate.Uninstall uninstall = certificate.uninstall();
    if (uninstall == null) {
      return null;
    }
    return switch (uninstall.answer()) {
      case UNINSTALLED -> "HubSpot removed the app from the portal";
      case REFUSED -> "HubSpot refused to remove the app";
      case NO_ACCESS_LEFT -> "Not removed: the authorization opened nothing any more";
      case PORTAL_IN_USE -> "Kept: the portal was connected again";
      case NOT_ANSWERED -> "Not removed: HubSpot gave no answer";
    };
  }
}
