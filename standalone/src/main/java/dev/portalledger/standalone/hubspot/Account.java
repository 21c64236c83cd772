package dev.portalledger.standalone.hubspot;

import java.util.List;
import java.util.Optional;

/** A HubSpot account ("portal"). */
record Account(
    long hubId, Company company, String hublet, Tier tier, AccountType type, List<HubUser> users) {

  Account {
    users = List.copyOf(users);
  }

  String domain() {
    return company.domain();
  }

  String uiDomain() {
    return hublet.equals("na1") ? "app.hubspot.com" : "app-" + hublet + ".hubspot.com";
  }

  Optional<HubUser> user(String email) {
    return users.stream()
        .filter(user -> user.active() && user.email().equalsIgnoreCase(email))
        .findFirst();
  }

  /** A user that is not active can do nothing in the account; who is no user changes nothing. */
  Account withUser(long userId, boolean active) {
    var changed =
        users.stream().map(user -> user.userId() == userId ? user.active(active) : user).toList();
    return new Account(hubId, company, hublet, tier, type, changed);
  }

  /**
   * Whose account it is.
   *
   * @param domain the company's own website, which HubSpot reports as {@code hub_domain}
   */
  record Company(String name, String domain) {}
}
