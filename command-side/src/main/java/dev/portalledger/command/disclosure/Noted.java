package dev.portalledger.command.disclosure;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.disclosure.DisclosureEvent;
import dev.portalledger.events.disclosure.DisclosureId;
import dev.portalledger.events.disclosure.RecordsExported;
import dev.portalledger.events.disclosure.RecordsRead;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A disclosure that was noted and is no event yet.
 *
 * @param export whether a file was taken out
 * @param whole whether all of it was sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Noted(
    DisclosureId id,
    OrganizationId organization,
    byte[] reader,
    Disclosed what,
    @Nullable PortalId portal,
    String question,
    boolean export,
    long records,
    boolean whole,
    Instant beganAt) {

  DisclosureEvent by(SubjectId reader) {
    return export
        ? new RecordsExported(id, organization, reader, what, question, records, whole, beganAt)
        : new RecordsRead(id, organization, reader, what, portal, question, beganAt);
  }
}
