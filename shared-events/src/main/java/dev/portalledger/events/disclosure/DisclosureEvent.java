package dev.portalledger.events.disclosure;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;

/** What happens when the ledger is read. Each disclosure is a stream of its own. */
public sealed interface DisclosureEvent extends LedgerEvent permits RecordsExported, RecordsRead {

  DisclosureId disclosureId();

  OrganizationId organizationId();

  /** The member or machine that got to see it. */
  SubjectId disclosedTo();

  Disclosed what();
}
