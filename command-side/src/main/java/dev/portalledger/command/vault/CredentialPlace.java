package dev.portalledger.command.vault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a credential's ciphertexts are bound to.
 *
 * @param portal null while pending, as is generation
 * @param version of the credential they were encrypted for; null in the first form
 * @param key the key they were encrypted with
 */
record CredentialPlace(
    CredentialId id,
    String organization,
    String attempt,
    @Nullable Long portal,
    @Nullable Integer generation,
    @Nullable Long version,
    String key) {

  CredentialPlace granted(long grantedPortal, int grantedGeneration) {
    return new CredentialPlace(
        id, organization, attempt, grantedPortal, grantedGeneration, version, key);
  }

  CredentialPlace under(DataKey dataKey, long atVersion) {
    return new CredentialPlace(
        id, organization, attempt, portal, generation, atVersion, dataKey.id().toString());
  }

  /** Associated data of one column of this row in this generation and version. */
  Place field(String field) {
    var fields =
        new ArrayList<>(
            List.of(
                portal == null ? "attempt" : "credential",
                organization,
                attempt,
                id.toString(),
                portal == null ? "" : portal.toString(),
                generation == null ? "" : generation.toString()));
    if (version != null) {
      fields.add(version.toString());
    }
    fields.add(field);
    fields.add(key);
    return new Place(List.copyOf(fields));
  }
}
