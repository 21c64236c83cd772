package dev.portalledger.query.sealing;

import java.io.IOException;

/** A place outside of our control, or of the database's at least, that anchors are told to. */
interface AnchorSink {

  /** By which it is remembered how far it knows, in logs too: never personal data. */
  String name();

  /** Whether a place that is new is told the anchors there were before it. */
  default boolean wantsFormerOnes() {
    return true;
  }

  /**
   * Once this returns, the place has it. It may get the same again.
   *
   * @throws IOException saying why not, in words that may be logged
   */
  void take(String note) throws IOException;
}
