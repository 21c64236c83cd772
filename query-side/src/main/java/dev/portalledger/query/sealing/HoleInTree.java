package dev.portalledger.query.sealing;

/** Something of a tree is missing that was there: somebody took it out of the database. */
final class HoleInTree extends IllegalStateException {

  private static final long serialVersionUID = 1;

  HoleInTree(String what) {
    super(what);
  }
}
