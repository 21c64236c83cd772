package dev.portalledger.query.disclosure;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.organization.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes who was given what of the ledger. The command side makes events of the notes. What cannot
 * be noted MUST NOT be given: whoever calls lets the exception through.
 */
@Component
public final class Disclosures {

  private final JdbcClient db;
  private final Readers readers;

  Disclosures(JdbcClient db, Readers readers) {
    this.db = db;
    this.readers = readers;
  }

  /**
   * Whoever is signed in begins to take something out.
   *
   * @param question as in the address, without anything that could name a person
   */
  public Export export(OrganizationId organization, Disclosed what, String question) {
    return new Export(db, note(organization, what, null, question, true));
  }

  /** Whoever is signed in is about to read something. */
  void reading(
      OrganizationId organization, Disclosed what, @Nullable PortalId portal, String question) {
    var _ = note(organization, what, portal, question, false);
  }

  private String note(
      OrganizationId organization,
      Disclosed what,
      @Nullable PortalId portal,
      String question,
      boolean export) {
    String id = UUID.randomUUID().toString();
    db.sql(
            """
            insert into disclosure.disclosure
              (disclosure_id, organization_id, reader_ct, what, portal_id, question, export)
            values (:id, :organization, :reader, :what, :portal, :question, :export)
            """)
        .param("id", id)
        .param("organization", organization.value())
        .param("reader", readers.current(id))
        .param("what", what.name())
        .param("portal", portal == null ? null : portal.value())
        .param("question", question)
        .param("export", export)
        .update();
    return id;
  }
}
