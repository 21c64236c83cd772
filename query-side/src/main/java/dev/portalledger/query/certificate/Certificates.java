package dev.portalledger.query.certificate;

import dev.portalledger.events.organization.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads certificates of one organization, never of another. The command side signed them. */
@Repository
class Certificates {

  private final JdbcClient db;

  Certificates(JdbcClient db) {
    this.db = db;
  }

  Optional<SignedCertificate> find(OrganizationId organization, long portal, int generation) {
    return db.sql(
            """
            select payload, protected, signature from proof.revocation_certificate
             where organization_id = :organization and portal_id = :portal and generation = :generation
            """)
        .param("organization", organization.value())
        .param("portal", portal)
        .param("generation", generation)
        .query(
            (row, number) ->
                new SignedCertificate(
                    row.getString("payload"),
                    row.getString("protected"),
                    row.getString("signature")))
        .optional();
  }

  /** Every public key that ever signed one, as a JWK each (RFC 7517, RFC 8037). */
  List<Map<String, String>> keys() {
    return db.sql("select key_id, public_key from proof.certificate_key order by first_used")
        .query(
            (row, number) ->
                Map.of(
                    "kty", "OKP",
                    "crv", "Ed25519",
                    "alg", "EdDSA",
                    "use", "sig",
                    "kid", row.getString("key_id"),
                    "x", row.getString("public_key")))
        .list();
  }
}
