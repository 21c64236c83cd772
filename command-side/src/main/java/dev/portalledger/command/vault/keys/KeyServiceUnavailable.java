package dev.portalledger.command.vault.keys;

/**
 * The key service did not do what was asked, and nothing follows from that for what it keeps: try
 * again later.
 */
public final class KeyServiceUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param why never what the service said
   */
  KeyServiceUnavailable(String why) {
    super("the key service gave nothing: " + why);
  }
}
