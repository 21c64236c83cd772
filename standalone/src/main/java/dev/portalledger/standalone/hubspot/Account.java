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

  /**
   * Whose account it is.
   *
   * @param domain the company's own website, which HubSpot reports as {@code hub_domain}
   */
  record Company(String name, String domain) {}
}
