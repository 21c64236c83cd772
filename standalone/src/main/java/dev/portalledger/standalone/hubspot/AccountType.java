package dev.portalledger.standalone.hubspot;

/** HubSpot's {@code accountType}. */
enum AccountType {
  STANDARD,
  DEVELOPER_TEST,
  SANDBOX,
  /** The old developer accounts: no app can be installed there. */
  APP_DEVELOPER
}
