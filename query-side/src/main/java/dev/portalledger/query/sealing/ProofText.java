package dev.portalledger.query.sealing;

import java.util.Base64;
import java.util.stream.Collectors;

/**
 * A proof that an event is in a ledger, in the form of c2sp.org/tlog-proof@v1.
 *
 * @param entry the event's canonical bytes, which the leaf is made of
 * @param note the checkpoint it leads to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ProofText(long index, byte[] entry, MerkleProof proof, String note) {

  String text() {
    var base64 = Base64.getEncoder();
    return """
    c2sp.org/tlog-proof@v1
    extra %s
    index %d
    %s
    %s\
    """
        .formatted(
            base64.encodeToString(entry),
            index,
            proof.hashes().stream()
                .map(hash -> base64.encodeToString(hash) + "\n")
                .collect(Collectors.joining()),
            note);
  }
}
