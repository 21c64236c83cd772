package dev.portalledger.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that run, closed in the opposite order of their start, each of them whatever happens. */
final class OpenParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /** Takes a part over; one that arrives after the end (Ctrl-C while starting) ends at once. */
  synchronized <P extends AutoCloseable> P add(P part) {
    if (closed) {
      close(part);
      throw new IllegalStateException("stopped while starting");
    }
    parts.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  /** Closes it; a failure is logged and keeps nothing else from closing. */
  static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.error("{} did not stop cleanly", part.getClass().getSimpleName(), e);
    }
  }
}
