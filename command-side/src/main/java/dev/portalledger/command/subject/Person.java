package dev.portalledger.command.subject;

import org.jspecify.annotations.Nullable;

/** Personal data as the account's owner tells it now; null is not told. Never printed. */
record Person(@Nullable String name, @Nullable String email) {

  static final Person NOBODY = new Person(null, null);

  /** What is not told now stays as it was told before. */
  Person with(Person now) {
    return new Person(
        now.name() == null ? name : now.name(), now.email() == null ? email : now.email());
  }

  @Override
  public String toString() {
    return "Person[redacted]";
  }
}
