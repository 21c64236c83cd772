package dev.portalledger.command.campaign;

import dev.portalledger.command.campaign.Item.Invited;
import dev.portalledger.command.campaign.Item.Result;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.invitation.Invitations;
import dev.portalledger.command.invitation.Invitations.Issue;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.PublicAddress;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.campaign.CampaignId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.Purpose;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What pages and programs share when portals are asked to be reconnected. */
@Component
class Campaigns {

  static final int MOST = 500;

  private final Selection selection;
  private final Invitations invitations;
  private final Commands commands;
  private final PublicAddress address;

  Campaigns(
      Selection selection, Invitations invitations, Commands commands, PublicAddress address) {
    this.selection = selection;
    this.invitations = invitations;
    this.commands = commands;
    this.address = address;
  }

  /** What would become of each portal; nothing is recorded. */
  List<Item> plan(Actor actor, List<PortalId> portals) {
    return portals.stream().distinct().map(portal -> item(actor, portal)).toList();
  }

  List<Item> plan(Actor actor, Reason reason) {
    var portals = selection.needing(actor.organization(), reason, MOST + 1);
    if (portals.size() > MOST) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "More than %d portals need it, and one campaign takes no more. Name them in 'portals', in several campaigns."
              .formatted(MOST));
    }
    return plan(actor, portals);
  }

  /** What stands in the way of inviting an admin of each planned portal. */
  Optional<Issue.Hindrance> hindrance(Actor actor, @Nullable Purpose purpose, List<Item> items) {
    int count = (int) items.stream().filter(Item::isRequested).count();
    return purpose == null || count == 0
        ? Optional.empty()
        : invitations.hindrance(actor.organization(), purpose, count);
  }

  /** Records what was planned. The same campaign again changes nothing, and tells so by false. */
  boolean start(Actor actor, CampaignId campaign, List<Item> items) {
    var portals =
        items.stream()
            .filter(Item::isRequested)
            .map(item -> new PortalId(item.portalId()))
            .toList();
    return !portals.isEmpty()
        && commands.send(
            new RequestReconnects(actor.organization(), campaign, portals, actor.subject()),
            actor.subject());
  }

  /** Invites an admin of each portal to reconnect that portal and no other. */
  List<Item> invite(Actor actor, Purpose purpose, List<Item> items) {
    return items.stream()
        .map(item -> item.isRequested() ? item.with(invited(actor, purpose, item)) : item)
        .toList();
  }

  /** Null if somebody else used up the room meanwhile; the portal can be invited for later. */
  private @Nullable Invited invited(Actor actor, Purpose purpose, Item item) {
    var portal = new PortalId(item.portalId());
    return switch (invitations.issue(actor.organization(), actor.subject(), purpose, portal)) {
      case Issue.Issued(var id, var link, var expiresAt) ->
          new Invited(id.value(), link, expiresAt);
      case Issue.Hindrance _ -> null;
    };
  }

  private Item item(Actor actor, PortalId portal) {
    return selection.isKnown(actor.organization(), portal)
        ? new Item(
            portal.value(),
            Result.REQUESTED,
            address.at("/client-accounts/" + portal).toString(),
            null)
        : new Item(portal.value(), Result.UNKNOWN_PORTAL, null, null);
  }
}
