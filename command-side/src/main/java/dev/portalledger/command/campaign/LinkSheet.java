package dev.portalledger.command.campaign;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The links of a campaign as a table to send them out from. */
final class LinkSheet {

  /** Nothing in it comes from a person, so no cell can pass for a formula. */
  static String csv(List<Item> items) {
    return Stream.concat(
            Stream.of("portal,link,good until"),
            items.stream().filter(Item::isRequested).map(LinkSheet::line))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String line(Item item) {
    var invitation = item.invitation();
    return invitation == null
        ? item.portalId() + ",,"
        : "%d,%s,%s".formatted(item.portalId(), invitation.link(), invitation.expiresAt());
  }

  private LinkSheet() {}
}
