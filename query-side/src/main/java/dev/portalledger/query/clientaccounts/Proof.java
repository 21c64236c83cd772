package dev.portalledger.query.clientaccounts;

import java.time.Instant;

/**
 * When HubSpot itself last confirmed a grant, and what it said of its authorizer.
 *
 * @param generation the grant that was confirmed
 */
record Proof(int generation, Instant provenAt, AuthorizerNow authorizer) {}
