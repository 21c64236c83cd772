package dev.portalledger.query.sealing;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Grows the anchor tree, and tells each place outside what it does not know yet, in order. */
final class Anchoring {

  private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

  /** Longer than a place may take; then another node may try. */
  private static final Duration HELD = Duration.ofSeconds(30);

  private final JdbcClient db;
  private final Anchors anchors;
  private final List<AnchorSink> sinks;
  private final Set<String> failing = new HashSet<>();

  Anchoring(JdbcClient db, Anchors anchors, List<AnchorSink> sinks) {
    this.db = db;
    this.anchors = anchors;
    this.sinks = List.copyOf(sinks);
  }

  void turn() {
    anchors.anchorDue();
    sinks.forEach(this::tell);
  }

  /** No transaction is open while a place outside takes its time. */
  private void tell(AnchorSink sink) {
    if (anchors.beyond(known(sink)).isEmpty()) {
      return;
    }
    hold(sink).ifPresent(size -> tell(sink, anchors.beyond(size)));
  }

  private void tell(AnchorSink sink, List<Anchors.Anchor> unknown) {
    for (Anchors.Anchor anchor : unknown) {
      if (!isTold(sink, anchor)) {
        return;
      }
    }
  }

  private boolean isTold(AnchorSink sink, Anchors.Anchor anchor) {
    try {
      sink.take(anchor.note());
      know(sink, anchor.size());
      failing.remove(sink.name());
      return true;
    } catch (IOException e) {
      if (failing.add(sink.name())) {
        LOG.error(
            "ALARM: an anchor cannot be told to {}: {}; it is tried again.",
            sink.name(),
            e.getMessage());
      }
      return false;
    }
  }

  private long known(AnchorSink sink) {
    return db.sql("select size from sealing.anchor_sink where sink = :sink")
        .param("sink", sink.name())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  private Optional<Long> hold(AnchorSink sink) {
    db.sql("insert into sealing.anchor_sink (sink) values (:sink) on conflict do nothing")
        .param("sink", sink.name())
        .update();
    return db.sql(
            """
            update sealing.anchor_sink
               set held_until = clock_timestamp() + make_interval(secs => :held)
             where sink = :sink and held_until < clock_timestamp() returning size
            """)
        .param("held", HELD.toSeconds())
        .param("sink", sink.name())
        .query(Long.class)
        .optional();
  }

  private void know(AnchorSink sink, long size) {
    db.sql(
            """
            update sealing.anchor_sink set size = :size, held_until = '-infinity'
             where sink = :sink and size < :size
            """)
        .param("size", size)
        .param("sink", sink.name())
        .update();
  }
}
