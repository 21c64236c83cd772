package dev.portalledger.query.replay;

/** How far a replay has come. The names are part of the API. */
enum State {
  QUEUED,
  RUNNING,
  DONE,
  CANCELLED,
  FAILED;

  boolean isOver() {
    return switch (this) {
      case QUEUED, RUNNING -> false;
      case DONE, CANCELLED, FAILED -> true;
    };
  }
}
