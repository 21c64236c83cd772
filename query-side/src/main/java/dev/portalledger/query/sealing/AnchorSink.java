package dev.portalledger.query.sealing;

import java.io.IOException;

/** A place outside of our control, or of the database's at least, that anchors are told to. */
interface AnchorSink {

  /** By which it is remembered how far it knows. */
  String name();

  /** Once this returns, the place has it. It may get the same again. */
  void take(String note) throws IOException;
}
