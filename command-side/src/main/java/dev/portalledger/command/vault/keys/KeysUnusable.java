package dev.portalledger.command.vault.keys;

/** The keys are missing, unreadable or open to others: nothing starts without them. */
public final class KeysUnusable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param setting that names the keys
   * @param what is wrong; never what a file or a service said
   */
  KeysUnusable(String setting, String what) {
    super(setting + ": " + what);
  }
}
