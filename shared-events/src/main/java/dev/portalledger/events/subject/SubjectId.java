package dev.portalledger.events.subject;

import dev.portalledger.events.organization.OrganizationId;

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

  /** The id of its stream in an organization's ledger; ids are unique per store, not per type. */
  public String stream(OrganizationId organization) {
    return "subject-" + value + "-of-" + organization;
  }

  @Override
  public String toString() {
    return value;
  }
}
