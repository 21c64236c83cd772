package dev.portalledger.eventstore;

import org.jspecify.annotations.Nullable;

/** What a node that records at Axon Server has to say of it. */
public interface AxonServerState {

  /** Why its events are not copied, and what to do; null while all is well. */
  @Nullable String trouble();
}
