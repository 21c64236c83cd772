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

  /** Of a ledger that was never forked. */
  String of(String organization) {
    return of(organization, 1);
  }

  /** A fork begins a ledger of another name: nobody may take it for the one before. */
  String of(String organization, int epoch) {
    var epochs = epoch == 1 ? name : name + "/epoch-" + epoch;
    return organization.equals(Anchors.TREE)
        ? epochs + Anchors.TREE
        : epochs + "/org/" + organization;
  }
}
