package dev.portalledger.standalone.machine;

/** The start is impossible for a reason the reader can do something about; the message is shown. */
public final class CannotStart extends RuntimeException {

  public CannotStart(String whatAndWhatToDo) {
    super(whatAndWhatToDo);
  }

  public CannotStart(String whatAndWhatToDo, Throwable cause) {
    super(whatAndWhatToDo, cause);
  }
}
