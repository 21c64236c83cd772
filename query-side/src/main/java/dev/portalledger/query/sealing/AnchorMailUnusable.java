package dev.portalledger.query.sealing;

/** Anchors are to be mailed, but cannot be: nothing starts. Says which setting, never its value. */
final class AnchorMailUnusable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String whatToDo;

  AnchorMailUnusable(String setting, String what, String whatToDo) {
    super(AnchorMailSettings.PREFIX + "." + setting + " " + what);
    this.whatToDo = whatToDo;
  }

  String whatToDo() {
    return whatToDo;
  }
}
