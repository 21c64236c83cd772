package dev.portalledger.command.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portalledger.command.certificate.StatementRules.Recorded;
import dev.portalledger.command.web.PublicAddress;
import dev.portalledger.events.StoredName;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Issues the certificate of a revocation. It is signed on this side, which knows HubSpot's answers
 * at first hand; the query side can show it and cannot make one.
 */
@Component
public class Certificates {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final EventStore events;
  private final CertificateKey key;
  private final JdbcClient db;
  private final String issuer;

  Certificates(EventStore events, CertificateKey key, JdbcClient db, PublicAddress address) {
    this.events = events;
    this.key = key;
    this.db = db;
    this.issuer = address.at("").toString();
  }

  /**
   * Issues it, as the ledger stands, within the transaction that finishes the revocation. The same
   * events give the same bytes, so repeating it changes nothing.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void issue(OrganizationId organization, PortalId portal, int generation) {
    StatementRules.read(issuer, recorded(organization, portal, generation)).ifPresent(this::keep);
  }

  private List<Recorded> recorded(OrganizationId organization, PortalId portal, int generation) {
    return events
        .readEvents(portal.stream())
        .asStream()
        .map(Certificates::recorded)
        .filter(
            recorded ->
                recorded.event().organizationId().equals(organization)
                    && StatementRules.generation(recorded.event()) == generation)
        .toList();
  }

  private static Recorded recorded(DomainEventMessage<?> message) {
    return new Recorded(
        message.getIdentifier(),
        message.getSequenceNumber(),
        kind(message.getPayloadType()),
        (PortalConnectionEvent) message.getPayload());
  }

  private static String kind(Class<?> event) {
    return StoredName.ALL.stream()
        .filter(stored -> stored.event() == event)
        .map(StoredName::name)
        .findFirst()
        .orElseThrow();
  }

  private void keep(Statement statement) {
    var jws = key.sign(JSON.writeValueAsString(statement).getBytes(UTF_8));
    db.sql(
            """
            insert into proof.certificate_key (key_id, public_key) values (:id, :key)
            on conflict (key_id) do nothing
            """)
        .param("id", key.id())
        .param("key", key.publicKey())
        .update();
    db.sql(
            """
            insert into proof.revocation_certificate
              (organization_id, portal_id, generation, protected, payload, signature)
            values (:organization, :portal, :generation, :protected, :payload, :signature)
            on conflict (organization_id, portal_id, generation) do nothing
            """)
        .param("organization", statement.organization())
        .param("portal", statement.portal())
        .param("generation", statement.generation())
        .param("protected", jws.protectedHeader())
        .param("payload", jws.payload())
        .param("signature", jws.signature())
        .update();
  }
}
