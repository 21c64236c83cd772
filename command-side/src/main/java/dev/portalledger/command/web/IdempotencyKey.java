package dev.portalledger.command.web;

/**
 * The key of a request whose answer is never kept: a lease's is a token. Its handler MUST use the
 * key up in the very transaction that does the work, so that it is done once.
 *
 * @param scope tells callers, routes and keys apart
 * @param fingerprint tells requests apart
 */
public record IdempotencyKey(String scope, String fingerprint) {

  /** The request's attribute that holds it. */
  public static final String ATTRIBUTE = "dev.portalledger.idempotency-key";

  static final String ROUTE = "/api/v1/portals/{portalId}/leases";
}
