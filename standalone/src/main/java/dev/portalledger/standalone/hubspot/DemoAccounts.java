package dev.portalledger.standalone.hubspot;

import dev.portalledger.standalone.hubspot.HubUser.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * The accounts of a fresh sandbox: 1001 to 1020, each with {@code admin@} (Super Admin), {@code
 * marketer@} (app-marketplace access) and {@code viewer@} (neither) of its domain. {@code
 * agency@partner.test} works in nine of them.
 */
final class DemoAccounts {

  private static final List<Account> ALL =
      List.of(
          account(1001, "Larkfield Bikes", "larkfield.test", "na1", Tier.PRO),
          account(1002, "Harbour & Pine", "harbourpine.test", "na1", Tier.ENTERPRISE),
          account(1003, "Quince Dental", "quincedental.test", "na1", Tier.STARTER),
          account(1004, "Bluefern Studio", "bluefern.test", "eu1", Tier.PRO),
          account(1005, "Tallow Candle Co", "tallowcandle.test", "na1", Tier.FREE),
          account(1006, "Mosaic Freight", "mosaicfreight.test", "na1", Tier.ENTERPRISE),
          account(1007, "Oakline Interiors", "oakline.test", "na1", Tier.PRO),
          account(1008, "Sundial Travel", "sundialtravel.test", "eu1", Tier.STARTER),
          account(1009, "Copperleaf Coffee", "copperleaf.test", "na1", Tier.PRO),
          account(1010, "Fjord Analytics", "fjordanalytics.test", "eu1", Tier.ENTERPRISE),
          account(1011, "Pebble Toys", "pebbletoys.test", "na1", Tier.FREE),
          account(1012, "Redstart Robotics", "redstart.test", "na2", Tier.PRO),
          account(1013, "Willow & Wick", "willowwick.test", "na1", Tier.STARTER),
          account(1014, "Juniper Legal", "juniperlegal.test", "eu1", Tier.PRO),
          account(1015, "Koi Ceramics", "koiceramics.test", "ap1", Tier.FREE),
          account(1016, "Summit Cycling Club", "summitcycling.test", "na1", Tier.PRO),
          account(1017, "Verdant Foods", "verdantfoods.test", "na2", Tier.ENTERPRISE),
          account(1018, "Anchor Insurance", "anchorinsurance.test", "na1", Tier.PRO),
          typed(
              account(1019, "Larkfield Bikes (sandbox)", "larkfield-sandbox.test", "na1", Tier.PRO),
              AccountType.SANDBOX),
          typed(
              account(1020, "Partner test account", "partner-test.test", "eu1", Tier.ENTERPRISE),
              AccountType.DEVELOPER_TEST));

  private static final long AGENCY = 90001;

  static List<Account> all() {
    return ALL;
  }

  /** One user of each kind; the ids are the account's id followed by 1, 2, 3. */
  static List<HubUser> usersOf(long hubId, String domain) {
    return List.of(
        user(
            hubId * 10 + 1,
            "admin@" + domain,
            new HubUser.Name("Ada", "Admin"),
            Standing.SUPER_ADMIN),
        user(
            hubId * 10 + 2,
            "marketer@" + domain,
            new HubUser.Name("Mika", "Marketer"),
            Standing.MARKETPLACE_ACCESS),
        user(
            hubId * 10 + 3,
            "viewer@" + domain,
            new HubUser.Name("Vera", "Viewer"),
            Standing.NEITHER));
  }

  private static Account account(long hubId, String name, String domain, String hublet, Tier tier) {
    var users = new ArrayList<>(usersOf(hubId, domain));
    if (hubId <= 1006) {
      users.add(agency(Standing.SUPER_ADMIN));
    } else if (hubId <= 1008) {
      users.add(agency(Standing.MARKETPLACE_ACCESS));
    } else if (hubId == 1009) {
      users.add(agency(Standing.NEITHER));
    }
    return new Account(
        hubId, new Account.Company(name, domain), hublet, tier, AccountType.STANDARD, users);
  }

  private static Account typed(Account account, AccountType type) {
    return new Account(
        account.hubId(),
        account.company(),
        account.hublet(),
        account.tier(),
        type,
        account.users());
  }

  private static HubUser agency(Standing standing) {
    return user(AGENCY, "agency@partner.test", new HubUser.Name("Alex", "Agency"), standing);
  }

  private static HubUser user(long id, String email, HubUser.Name name, Standing standing) {
    return new HubUser(id, email, name, standing, List.of(), true);
  }

  private DemoAccounts() {}
}
