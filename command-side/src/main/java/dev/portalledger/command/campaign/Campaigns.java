package dev.portalledger.command.campaign;

import dev.portalledger.command.campaign.Item.Result;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.PublicAddress;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.campaign.CampaignId;
import dev.portalledger.events.connection.PortalId;
import java.util.List;
import org.springframework.stereotype.Component;

/** What pages and programs share when portals are asked to be reconnected. */
@Component
class Campaigns {

  static final int MOST = 500;

  private final Selection selection;
  private final Commands commands;
  private final PublicAddress address;

  Campaigns(Selection selection, Commands commands, PublicAddress address) {
    this.selection = selection;
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

  /** Records what was planned. The same campaign again changes nothing. */
  void start(Actor actor, CampaignId campaign, List<Item> items) {
    var portals =
        items.stream()
            .filter(item -> item.result() == Result.REQUESTED)
            .map(item -> new PortalId(item.portalId()))
            .toList();
    if (!portals.isEmpty()) {
      var _ =
          commands.send(
              new RequestReconnects(actor.organization(), campaign, portals, actor.subject()),
              actor.subject());
    }
  }

  private Item item(Actor actor, PortalId portal) {
    return selection.isKnown(actor.organization(), portal)
        ? new Item(
            portal.value(), Result.REQUESTED, address.at("/client-accounts/" + portal).toString())
        : new Item(portal.value(), Result.UNKNOWN_PORTAL, null);
  }
}
