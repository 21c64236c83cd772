package dev.portalledger.command.vault;

import org.jspecify.annotations.Nullable;

/**
 * What a credential's ciphertexts are bound to.
 *
 * @param portal null while pending, as is generation
 * @param keyId the key they were encrypted with
 */
record CredentialPlace(
    CredentialId id,
    String organization,
    String attempt,
    @Nullable Long portal,
    @Nullable Integer generation,
    long keyId) {

  CredentialPlace granted(long grantedPortal, int grantedGeneration, long key) {
    return new CredentialPlace(id, organization, attempt, grantedPortal, grantedGeneration, key);
  }

  /** Associated data of one column of this row in this generation. */
  Place field(String field) {
    return Place.of(
        portal == null ? "attempt" : "credential",
        organization,
        attempt,
        id.toString(),
        portal == null ? "" : portal.toString(),
        generation == null ? "" : generation.toString(),
        field,
        Long.toString(keyId));
  }
}
