package dev.portalledger.command.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signed requests that are followed: each once, and none that is old or of the future. */
@Component
class Deliveries {

  enum Standing {
    FIRST,
    REPEATED,
    OUT_OF_TIME
  }

  private final JdbcClient db;

  Deliveries(JdbcClient db) {
    this.db = db;
  }

  /** By the database's clock, so that a wrong one of this node lets nothing in. */
  Standing take(long sentAtMillis, String signature) {
    if (!isInTime(sentAtMillis)) {
      return Standing.OUT_OF_TIME;
    }
    db.sql("delete from command.delivery where received_at < clock_timestamp() - interval '1 hour'")
        .update();
    int first =
        db.sql("insert into command.delivery (digest) values (:digest) on conflict do nothing")
            .param("digest", sha256(signature))
            .update();
    return first == 1 ? Standing.FIRST : Standing.REPEATED;
  }

  private boolean isInTime(long sentAtMillis) {
    return db.sql(
            """
            select to_timestamp(:sent / 1000.0)
                   between clock_timestamp() - interval '5 minutes'
                       and clock_timestamp() + interval '1 minute'
            """)
        .param("sent", sentAtMillis)
        .query(Boolean.class)
        .single();
  }

  /** The signature covers all that was sent. */
  private static byte[] sha256(String signature) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(signature.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
