package dev.portalledger.command.subject;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.List;

/** What is kept of a subject, for whoever decides whether it may stay. */
public interface PersonalData {

  /** Whether anything in the organization's ledger speaks of the subject. */
  boolean isKnownTo(OrganizationId organization, SubjectId subject);

  /**
   * The organizations whose ledgers speak of the subject, in the order of their ids, within the
   * caller's transaction: until its end none comes to them.
   */
  List<OrganizationId> holders(SubjectId subject);

  /**
   * Destroys the subject's key, empties its row and ends its sessions, within the caller's
   * transaction. Harmless when repeated.
   */
  void destroy(SubjectId subject);

  /** Destroys again what an older copy of the rows brought back; returns how many there were. */
  int destroyReturned();
}
