package dev.portalledger.query.sealing;

/**
 * The names ledgers are signed under.
 *
 * @param name of this installation; auditors know their ledger by it, so it never changes
 */
record Origins(String name) {

  Origins {
    if (!name.matches("[^\\s+]+")) {
      throw new IllegalArgumentException(
          "ledger.sealing.name must be without spaces and plus signs, was '" + name + "'");
    }
  }

  String of(String organization) {
    return name + "/org/" + organization;
  }
}
