package dev.portalledger.query.disclosure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Something that is being taken out. Closed without having been {@link #finished()}, it was cut
 * off. Not for several threads.
 */
public final class Export implements AutoCloseable {

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  private final JdbcClient db;
  private final String id;
  private long records;
  private boolean whole;
  private long toldAt = System.nanoTime();

  Export(JdbcClient db, String id) {
    this.db = db;
    this.id = id;
  }

  /** So many more were sent. */
  public void sent(long more) {
    records += more;
    if (System.nanoTime() - toldAt > SIGN_OF_LIFE.toNanos()) {
      toldAt = System.nanoTime();
      tell(null);
    }
  }

  public void finished() {
    whole = true;
  }

  @Override
  public void close() {
    tell(whole);
  }

  private void tell(@Nullable Boolean ended) {
    db.sql(
            """
            update disclosure.disclosure
               set seen_at = clock_timestamp(), records = :records, whole = :whole
             where disclosure_id = :id
            """)
        .param("records", records)
        .param("whole", ended)
        .param("id", id)
        .update();
  }
}
