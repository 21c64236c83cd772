package dev.portalledger.command.disclosure;

import dev.portalledger.command.subject.BeforeDestruction;
import dev.portalledger.events.subject.SubjectId;
import org.springframework.stereotype.Component;

/**
 * An export may be under way while its reader is erased. What was noted of it then must neither
 * bring the reader back nor name somebody new, so the id takes the account's place.
 */
@Component
final class ErasedReaders implements BeforeDestruction {

  private final DisclosureRows rows;
  private final Readers readers;

  ErasedReaders(DisclosureRows rows, Readers readers) {
    this.rows = rows;
    this.readers = readers;
  }

  @Override
  public void beforeDestructionOf(SubjectId subject) {
    for (Noted noted : rows.waiting()) {
      if (isBy(subject, noted)) {
        rows.keepReader(noted.id(), readers.erased(subject, noted));
      }
    }
  }

  /** One that does not open is nobody's; recording tells of it. */
  private boolean isBy(SubjectId subject, Noted noted) {
    try {
      return readers.is(subject, noted);
    } catch (IllegalStateException doesNotOpen) {
      return false;
    }
  }
}
