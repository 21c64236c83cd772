package dev.portalledger.query.sealing;

import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.sealing.SealedHistory.Signed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@Tag(name = "Compliance", description = "What shows that recorded history was not changed")
class SealingApi {

  private static final String TEXT = "text/plain;charset=utf-8";

  /**
   * That the tree of the size {@code to} begins with the one of the size {@code from}.
   *
   * @param hashes in base64, in the order of RFC 6962, section 2.1.2
   * @param checkpoint of the size {@code to}
   */
  record Consistency(long from, long to, List<String> hashes, String checkpoint) {}

  private final SealedHistory history;
  private final Anchors anchors;

  SealingApi(SealedHistory history, Anchors anchors) {
    this.history = history;
    this.anchors = anchors;
  }

  @GetMapping(path = "/api/v1/checkpoints/latest", produces = TEXT)
  @Operation(summary = "The latest signed checkpoint, c2sp.org/tlog-checkpoint: keep it")
  String latest(@Parameter(hidden = true) Member member) {
    return signed(member).note();
  }

  @GetMapping(path = "/api/v1/checkpoints/anchor", produces = TEXT)
  @Operation(
      summary =
          "Proof that the ledger's last anchored checkpoint is in the anchor tree, which is told"
              + " outside; c2sp.org/tlog-proof@v1, with the checkpoint in `extra`")
  String anchor(
      @Parameter(hidden = true) Member member,
      @Parameter(description = "Size of the anchor tree; the latest if left out")
          @RequestParam(required = false)
          @Nullable Long size) {
    return anchors
        .signed(Optional.ofNullable(size))
        .flatMap(anchor -> anchors.proof(member.organization().value(), anchor))
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "it is not anchored yet"));
  }

  @GetMapping("/api/v1/checkpoints/consistency")
  @Operation(summary = "Proof that the latest checkpoint continues an earlier one of this size")
  Consistency consistency(@Parameter(hidden = true) Member member, @RequestParam long from) {
    var signed = signed(member);
    if (from < 1 || from > signed.size()) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "from must be the size of a checkpoint: 1 to " + signed.size());
    }
    var proof = MerkleProof.consistency(from, signed.size(), subtrees(member));
    var base64 = Base64.getEncoder();
    return new Consistency(
        from,
        signed.size(),
        proof.hashes().stream().map(base64::encodeToString).toList(),
        signed.note());
  }

  @GetMapping(path = "/api/v1/events/{id}/proof", produces = TEXT)
  @Operation(summary = "Proof that the event is in the ledger, c2sp.org/tlog-proof@v1")
  String proof(@Parameter(hidden = true) Member member, @PathVariable String id) {
    var organization = member.organization().value();
    long index =
        history
            .indexOf(organization, id)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var signed = signed(member);
    if (index >= signed.size()) {
      throw notSealedYet();
    }
    var event =
        history.stored(organization, index, 1).stream()
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new ProofText(
            index,
            event.entry().bytes(),
            MerkleProof.inclusion(index, signed.size(), subtrees(member)),
            signed.note())
        .text();
  }

  private StoredSubtrees subtrees(Member member) {
    return history.subtrees(member.organization().value());
  }

  private Signed signed(Member member) {
    return history.latest(member.organization().value()).orElseThrow(SealingApi::notSealedYet);
  }

  private static ResponseStatusException notSealedYet() {
    return new ResponseStatusException(
        HttpStatus.NOT_FOUND, "it is not sealed yet; ask again in a second");
  }
}
