package dev.portalledger.standalone.cli;

/** Why a command ends without what it was asked for, in words for whoever typed it. */
final class Trouble extends RuntimeException {

  /** The product said no, or found what should not be. */
  static final int NO = 1;

  /** Nothing can be told: what was typed makes no sense, or nobody answered. */
  static final int CANNOT_TELL = 2;

  private final int exitCode;

  private Trouble(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static Trouble no(String message) {
    return new Trouble(NO, message);
  }

  static Trouble cannotTell(String message) {
    return new Trouble(CANNOT_TELL, message);
  }

  int exitCode() {
    return exitCode;
  }
}
