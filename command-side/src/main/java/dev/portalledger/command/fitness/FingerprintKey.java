package dev.portalledger.command.fitness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Mac;
import dev.portalledger.command.vault.KeyFolder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key of fingerprints here, against that of the other nodes. The first node of all leaves what
 * its key makes of a text that is the same everywhere.
 */
@Component
final class FingerprintKey {

  private static final byte[] TEXT = "fitness|fingerprint key".getBytes(UTF_8);

  private final Mac keys;
  private final JdbcClient db;

  FingerprintKey(KeyFolder folder, JdbcClient db) {
    this.keys = folder.fingerprints();
    this.db = db;
  }

  /** Writes only on a node that is the first to ask, and that knows the people there are. */
  boolean isThatOfTheOthers() {
    byte[] mine = made();
    var theirs = kept();
    if (theirs.isEmpty() && knowsPeople(mine)) {
      keep(mine);
      theirs = kept();
    }
    return theirs.filter(made -> MessageDigest.isEqual(made, mine)).isPresent();
  }

  private byte[] made() {
    try {
      return keys.computeMac(TEXT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot compute a fingerprint", e);
    }
  }

  private Optional<byte[]> kept() {
    return db.sql("select made from command.fingerprint_key").query(byte[].class).optional();
  }

  /**
   * People were known before anything was left here. What Tink makes begins with the number of its
   * key (five bytes, then 32), so it shows whose they are; what is of another form shows nothing.
   */
  private boolean knowsPeople(byte[] mine) {
    return db.sql(
            """
            select length(:mine) <> 37
                or not exists (select from subject.subject where length(lookup) = 37)
                or exists (select from subject.subject
                            where length(lookup) = 37 and substr(lookup, 1, 5) = substr(:mine, 1, 5))
            """)
        .param("mine", mine)
        .query(Boolean.class)
        .single();
  }

  private void keep(byte[] mine) {
    db.sql("insert into command.fingerprint_key (made) values (:mine) on conflict do nothing")
        .param("mine", mine)
        .update();
  }
}
