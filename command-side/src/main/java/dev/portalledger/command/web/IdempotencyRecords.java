package dev.portalledger.command.web;

import dev.portalledger.command.vault.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Remembers for a day which requests were made, and what they were answered. */
@Component
final class IdempotencyRecords {

  private static final String PURPOSE = "idempotency";

  private final JdbcClient db;
  private final Sealer sealer;
  private final IdGenerator ids;
  private final JsonMapper json;

  IdempotencyRecords(JdbcClient db, Sealer sealer, IdGenerator ids, JsonMapper json) {
    this.db = db;
    this.sealer = sealer;
    this.ids = ids;
    this.json = json;
  }

  /** What a request meets that names a key. */
  sealed interface Claim {

    /** Nobody made this request before: make it, then {@link #answered} or {@link #failed}. */
    record First(UUID id) implements Claim {}

    record InProgress() implements Claim {}

    record Repeated(StoredAnswer answer) implements Claim {}

    /** The key came before, with another request. */
    record Mismatch() implements Claim {}
  }

  /** Of several at once one is first. */
  Claim claim(IdempotentRequest request) {
    var id = ids.generateId();
    int claimed =
        db.sql(
                """
                insert into command.idempotency as known
                  (scope, fingerprint, claim, claimed_until, expires_at)
                values (:scope, :fingerprint, :claim, clock_timestamp() + interval '1 minute',
                  clock_timestamp() + interval '24 hours')
                on conflict (scope) do update
                   set fingerprint = excluded.fingerprint, claim = excluded.claim,
                       claimed_until = excluded.claimed_until, expires_at = excluded.expires_at,
                       status = null, answer_ct = null
                 where known.expires_at < clock_timestamp()
                    or (known.status is null and known.claimed_until < clock_timestamp()
                        and known.fingerprint = excluded.fingerprint)
                """)
            .param("scope", request.scope())
            .param("fingerprint", request.fingerprint())
            .param("claim", id)
            .update();
    return claimed == 1 ? new Claim.First(id) : earlier(request);
  }

  void answered(IdempotentRequest request, UUID claim, StoredAnswer answer) {
    byte[] plain = json.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    db.sql(
            """
            update command.idempotency set status = :status, answer_ct = :answer
             where scope = :scope and claim = :claim
            """)
        .param("status", answer.status())
        .param("answer", sealer.seal(plain, place(request)))
        .param("scope", request.scope())
        .param("claim", claim)
        .update();
  }

  /** Nothing came of it: the same key may try again at once. */
  void failed(IdempotentRequest request, UUID claim) {
    db.sql("delete from command.idempotency where scope = :scope and claim = :claim")
        .param("scope", request.scope())
        .param("claim", claim)
        .update();
  }

  void forgetExpired() {
    db.sql("delete from command.idempotency where expires_at < clock_timestamp()").update();
  }

  @SuppressWarnings("ArrayRecordComponent") // opened at once, never compared
  private record Earlier(boolean same, byte @Nullable [] answer) {}

  /** The connection goes back before anything is opened: that may ask the database for a key. */
  private Claim earlier(IdempotentRequest request) {
    return db.sql(
            "select fingerprint = :mine as same, answer_ct from command.idempotency where scope = :scope")
        .param("mine", request.fingerprint())
        .param("scope", request.scope())
        .query((row, _) -> new Earlier(row.getBoolean("same"), row.getBytes("answer_ct")))
        .optional()
        .map(earlier -> told(request, earlier))
        .orElseGet(Claim.InProgress::new); // it failed this very moment
  }

  private Claim told(IdempotentRequest request, Earlier earlier) {
    if (!earlier.same()) {
      return new Claim.Mismatch();
    }
    byte[] answer = earlier.answer();
    return answer == null
        ? new Claim.InProgress()
        : new Claim.Repeated(
            json.readValue(sealer.open(answer, place(request)), StoredAnswer.class));
  }

  private static String[] place(IdempotentRequest request) {
    return new String[] {PURPOSE, HexFormat.of().formatHex(request.scope())};
  }
}
