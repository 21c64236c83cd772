package dev.portalledger.query.people;

/** The key of names and addresses is missing or unreadable: nothing starts without it. */
final class KeysUnusable extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what is wrong; never what the file says
   */
  KeysUnusable(String what) {
    super(what);
  }
}
