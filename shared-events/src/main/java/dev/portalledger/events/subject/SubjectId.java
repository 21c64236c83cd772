package dev.portalledger.events.subject;

/**
 * A person or machine as the ledger names it: random, so that it says nothing. Name and address are
 * kept elsewhere, encrypted, and can be erased while the events stay as they are.
 */
public record SubjectId(String value) {

  public SubjectId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("subject id must not be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
