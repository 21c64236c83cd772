package dev.portalledger.query.projections;

import java.util.List;

/**
 * A table that a projection keeps. An event handler says what changes and touches no database; the
 * changes of a whole batch of events are written together.
 *
 * @param <C> a change, made from one event alone
 */
public interface Rows<C> {

  /** Changes with equal keys are written in the order in which they were made. */
  Object key(C change);

  /**
   * Writes changes of which no two have the same key, or throws if one of them cannot be written.
   */
  void write(List<C> changes);

  /** Makes a change: with the batch of events at hand, or at once when there is none. */
  default void change(C change) {
    Batch.atHand().ifPresentOrElse(batch -> batch.add(this, change), () -> write(List.of(change)));
  }
}
