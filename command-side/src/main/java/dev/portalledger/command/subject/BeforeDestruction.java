package dev.portalledger.command.subject;

import dev.portalledger.events.subject.SubjectId;

/**
 * Whoever keeps somebody's account for a while, outside the tables of subjects, is told within the
 * transaction that destroys the subject, before it does: afterwards nobody knows any more whose
 * account that is.
 */
public interface BeforeDestruction {

  void beforeDestructionOf(SubjectId subject);
}
