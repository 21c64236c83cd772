package dev.portalledger.query.clientaccounts;

import java.util.List;

/** What an attempt asks HubSpot for. */
record AskedScopes(String attempt, List<String> scopes) {}
