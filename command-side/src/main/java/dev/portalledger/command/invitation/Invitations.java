package dev.portalledger.command.invitation;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.Organizations;
import dev.portalledger.command.vault.Secrets;
import dev.portalledger.command.web.PublicAddress;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes invitations, and takes them back. */
@Component
public class Invitations {

  private final InvitationRows rows;
  private final InvitationSettings settings;
  private final Organizations organizations;
  private final ScopesOfFeatures scopes;
  private final PublicAddress address;
  private final Commands commands;

  Invitations(
      InvitationRows rows,
      InvitationSettings settings,
      Organizations organizations,
      ScopesOfFeatures scopes,
      PublicAddress address,
      Commands commands) {
    this.rows = rows;
    this.settings = settings;
    this.organizations = organizations;
    this.scopes = scopes;
    this.address = address;
    this.commands = commands;
  }

  /** What became of the wish to invite somebody. */
  public sealed interface Issue {

    /**
     * The invitation is open.
     *
     * @param link holds the secret, of which only a hash is kept: this is the only chance to pass
     *     it on
     */
    record Issued(InvitationId id, URI link, Instant expiresAt) implements Issue {

      @Override
      public String toString() {
        return "Issued[" + id + "]";
      }
    }

    /** Nobody was invited, and why. */
    sealed interface Hindrance extends Issue {}

    record TooManyOpen(int limit) implements Hindrance {}

    record OrganizationUnknown() implements Hindrance {}

    /** None of the features switched on serves the purpose. */
    record NothingToAskFor(Purpose purpose) implements Hindrance {}
  }

  /**
   * Invites whoever gets the link to authorize a portal, once and within seven days.
   *
   * @param expected the only portal it is good for; null when any may be picked
   */
  public Issue issue(
      OrganizationId organization, SubjectId member, Purpose purpose, @Nullable PortalId expected) {
    Issue hindered = hindrance(organization, purpose, 1).orElse(null);
    return hindered == null
        ? issue(organization, member, purpose, expected, features(organization, purpose))
        : hindered;
  }

  /** What stands in the way of inviting so many for a purpose now. */
  public Optional<Issue.Hindrance> hindrance(
      OrganizationId organization, Purpose purpose, int count) {
    if (organizations.features(organization).isEmpty()) {
      return Optional.of(new Issue.OrganizationUnknown());
    }
    if (features(organization, purpose).isEmpty()) {
      return Optional.of(new Issue.NothingToAskFor(purpose));
    }
    return rows.openOf(organization) + count > settings.openPerOrganization()
        ? Optional.of(new Issue.TooManyOpen(settings.openPerOrganization()))
        : Optional.empty();
  }

  private List<Feature> features(OrganizationId organization, Purpose purpose) {
    return PurposeRules.features(purpose, organizations.features(organization).orElse(List.of()));
  }

  private Issue issue(
      OrganizationId organization,
      SubjectId member,
      Purpose purpose,
      @Nullable PortalId expected,
      List<Feature> features) {
    var id = new InvitationId(Secrets.random());
    var secret = Secrets.random();
    var expiresAt =
        commands.send(
            new IssueInvitation(
                organization,
                id,
                Secrets.hash(secret),
                member,
                purpose,
                expected,
                scopes.of(features)),
            member);
    return new Issue.Issued(id, address.at("/invitations/" + secret), expiresAt);
  }

  /** The invitation behind a link, while it is good for an authorization. */
  public Optional<Invitation> open(String secret) {
    return rows.open(Secrets.hash(secret));
  }

  /** What became of the wish to take one back. */
  public enum Withdrawal {
    /** It is good for nothing any more: withdrawn now or before, or expired. */
    OVER,
    /** Somebody has authorized a portal with it, or is about to. */
    USED,
    UNKNOWN
  }

  /** Takes it back; whoever follows its link from now on is told so. */
  public Withdrawal withdraw(OrganizationId organization, SubjectId member, InvitationId id) {
    var invitation = rows.find(organization, id).orElse(null);
    if (invitation == null) {
      return Withdrawal.UNKNOWN;
    }
    var _ = commands.send(new EndInvitation(invitation, member), member);
    return switch (rows.find(organization, id).orElse(invitation).phase()) {
      case WITHDRAWN, EXPIRED -> Withdrawal.OVER;
      case TAKEN, USED -> Withdrawal.USED;
      case OPEN -> throw new IllegalStateException("invitation " + id + " could not be ended");
    };
  }
}
