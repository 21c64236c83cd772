package dev.portalledger.command.vault.keys;

/** The keys are missing, unreadable or open to others: nothing starts without them. */
public final class KeysUnusable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String setting;
  private final String what;

  /**
   * @param setting that names the keys
   * @param what is wrong; never what a file or a service said
   */
  KeysUnusable(String setting, String what) {
    super(setting + ": " + what);
    this.setting = setting;
    this.what = what;
  }

  String setting() {
    return setting;
  }

  String what() {
    return what;
  }
}
