package dev.portalledger.command.revocation;

import dev.portalledger.command.vault.CredentialId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;

/** A grant that HubSpot has yet to end, or to show as ended. */
record Revocation(
    CredentialId credential, OrganizationId organization, Reason reason, Progress progress) {

  sealed interface Reason {

    /** The connection ended, and the ledger waits to record what HubSpot says. */
    record Ended(PortalId portal, int generation) implements Reason {}

    record Superseded() implements Reason {}

    record NotTaken() implements Reason {}
  }

  /**
   * How far it has come.
   *
   * @param inStage how long this stage has lasted
   * @param age how long ago the grant ended here
   * @param uninstallCalls how often HubSpot may have been told to remove the app
   */
  record Progress(Stage stage, Duration inStage, Duration age, int uninstallCalls) {

    private static Progress at(Stage stage) {
      return new Progress(stage, Duration.ZERO, Duration.ZERO, 0);
    }
  }

  static Revocation ended(CredentialId credential, PortalRevoked event) {
    var first = event.extent() == RevocationExtent.GRANT_AND_APP ? Stage.UNINSTALL : Stage.REVOKE;
    return new Revocation(
        credential,
        event.organizationId(),
        new Reason.Ended(event.portalId(), event.generation()),
        Progress.at(first));
  }

  static Revocation superseded(CredentialId credential, OrganizationId organization) {
    return new Revocation(
        credential, organization, new Reason.Superseded(), Progress.at(Stage.REVOKE));
  }

  static Revocation notTaken(CredentialId credential, OrganizationId organization) {
    return new Revocation(
        credential, organization, new Reason.NotTaken(), Progress.at(Stage.REVOKE));
  }
}
