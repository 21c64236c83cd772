package dev.portalledger.query.clientaccounts;

import static java.util.stream.Collectors.toMap;

import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what the command side keeps of proofs, for the rows that are shown. They are no events: a
 * view that is built anew has them at once, and one of a past day has none.
 */
@Repository
class Proofs {

  private record Found(long portal, Proof proof) {}

  private final JdbcClient db;

  Proofs(JdbcClient db) {
    this.db = db;
  }

  /** The same accounts, each as far proven as it is. */
  List<ClientAccount> of(OrganizationId organization, List<ClientAccount> accounts) {
    if (accounts.isEmpty()) {
      return accounts;
    }
    Instant now = now();
    Map<Long, Proof> proofs = find(organization, accounts);
    return accounts.stream()
        .map(account -> account.proven(proofs.get(account.portalId()), now))
        .toList();
  }

  ClientAccount of(OrganizationId organization, ClientAccount account) {
    return of(organization, List.of(account)).getFirst();
  }

  /** Whether the end of this grant has its certificate, which the command side signs. */
  boolean isCertified(OrganizationId organization, ClientAccount account) {
    return db.sql(
            """
            select exists (select from proof.revocation_certificate
                            where organization_id = :organization and portal_id = :portal
                              and generation = :generation)
            """)
        .param("organization", organization.value())
        .param("portal", account.portalId())
        .param("generation", account.generation())
        .query(Boolean.class)
        .single();
  }

  /** The database's, as the proofs are. */
  private Instant now() {
    return db.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
  }

  private Map<Long, Proof> find(OrganizationId organization, List<ClientAccount> accounts) {
    return db
        .sql(
            """
            select portal_id, generation, proven_at, authorizer from proof.connection
             where organization_id = :organization and portal_id = any(:portals)
            """)
        .param("organization", organization.value())
        .param("portals", accounts.stream().map(ClientAccount::portalId).toArray(Long[]::new))
        .query((row, number) -> found(row))
        .list()
        .stream()
        .collect(toMap(Found::portal, Found::proof));
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getLong("portal_id"),
        new Proof(
            row.getInt("generation"),
            row.getObject("proven_at", OffsetDateTime.class).toInstant(),
            AuthorizerNow.valueOf(row.getString("authorizer"))));
  }
}
