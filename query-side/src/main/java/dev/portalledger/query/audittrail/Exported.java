package dev.portalledger.query.audittrail;

import dev.portalledger.query.people.Person;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry at its place in the organization's ledger.
 *
 * @param index of the event's leaf in the tree that docs/bundle.md tells of
 * @param leaf its hash, in hex
 */
record Exported(long index, String leaf, Entry entry, Map<String, Person> named) {

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  String sentence() {
    return new Told(entry, named).sentence();
  }

  String actorName() {
    return Involved.name(named, entry.actor());
  }

  @Nullable String authorizerName() {
    return entry.authorizer() == null ? null : Involved.name(named, entry.authorizer());
  }
}
