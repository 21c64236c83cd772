package dev.portalledger.query.sealing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells one place outside the anchors that it does not know yet, in order. */
final class AnchorTeller {

  private static final Logger LOG = LoggerFactory.getLogger(AnchorTeller.class);

  /** Longer than a place may take; then another node may try. */
  private static final Duration HELD = Duration.ofSeconds(30);

  /** A place that fails again and again is asked ever less often, down to every 16 minutes. */
  private static final int MOST_DOUBLINGS = 5;

  private final JdbcClient db;
  private final Anchors anchors;
  private final AnchorSink sink;
  private int failures;
  private volatile @Nullable String failing;

  AnchorTeller(JdbcClient db, Anchors anchors, AnchorSink sink) {
    this.db = db;
    this.anchors = anchors;
    this.sink = sink;
  }

  String name() {
    return sink.name();
  }

  /** Why the place does not take what it is told; empty while all is well. */
  Optional<String> failing() {
    return Optional.ofNullable(failing);
  }

  /** Whether there is an anchor that old and the place does not know it, whoever should tell it. */
  boolean isBehind(Duration patience) {
    return db.sql(
            """
            select exists (
              select from sealing.checkpoint
               where organization = :anchors and signed_at < clock_timestamp() - make_interval(secs => :patience)
                 and size > (select size from sealing.anchor_sink where sink = :sink))
            """)
        .param("anchors", Anchors.TREE)
        .param("patience", patience.toMillis() / 1000.0)
        .param("sink", sink.name())
        .query(Boolean.class)
        .single();
  }

  /** No transaction is open while the place takes its time. */
  void turn() {
    if (anchors.beyond(known()).isEmpty()) {
      failures = 0;
      failing = null;
      return;
    }
    hold().ifPresent(size -> tell(anchors.beyond(size)));
  }

  private void tell(List<Anchors.Anchor> unknown) {
    for (Anchors.Anchor anchor : unknown) {
      if (!isTold(anchor)) {
        return;
      }
    }
  }

  private boolean isTold(Anchors.Anchor anchor) {
    try {
      sink.take(anchor.note());
    } catch (IOException e) {
      failed(String.valueOf(e.getMessage()));
      return false;
    }
    know(anchor);
    failures = 0;
    failing = null;
    return true;
  }

  private void failed(String why) {
    failures++;
    if (failing == null) {
      LOG.error("ALARM: an anchor cannot be told to {}: {}; it is tried again.", sink.name(), why);
    }
    failing = why;
  }

  private long known() {
    return size()
        .orElseGet(
            () -> {
              begin();
              return size().orElse(0L);
            });
  }

  private Optional<Long> size() {
    return db.sql("select size from sealing.anchor_sink where sink = :sink")
        .param("sink", sink.name())
        .query(Long.class)
        .optional();
  }

  /** A new place is told everything, or the latest and what follows. */
  private void begin() {
    db.sql(
            """
            insert into sealing.anchor_sink (sink, size)
            select :sink, case when :all then 0 else coalesce((
                     select size from sealing.checkpoint where organization = :anchors
                      order by epoch desc, size desc offset 1 limit 1), 0) end
            on conflict do nothing
            """)
        .param("sink", sink.name())
        .param("all", sink.wantsFormerOnes())
        .param("anchors", Anchors.TREE)
        .update();
  }

  private Optional<Long> hold() {
    return db.sql(
            """
            update sealing.anchor_sink
               set held_until = clock_timestamp() + make_interval(secs => :held)
             where sink = :sink and held_until < clock_timestamp() returning size
            """)
        .param("held", HELD.toSeconds() << Math.min(failures, MOST_DOUBLINGS))
        .param("sink", sink.name())
        .query(Long.class)
        .optional();
  }

  private void know(Anchors.Anchor anchor) {
    db.sql(
            """
            update sealing.anchor_sink set size = :size, held_until = '-infinity'
             where sink = :sink and size < :size
            """)
        .param("size", anchor.size())
        .param("sink", sink.name())
        .update();
  }
}
