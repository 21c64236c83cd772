package dev.portalledger.command.authorization;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What HubSpot was asked for when portals were last connected. */
@Component
public class AskedThen {

  /** The scopes asked for at the attempt that led to a portal's latest grant. */
  public record Asked(PortalId portal, List<String> scopes) {}

  private final JdbcClient db;

  AskedThen(JdbcClient db) {
    this.db = db;
  }

  /** The organization's portals, connected or not, that were not asked for all of these scopes. */
  public List<Asked> notFor(OrganizationId organization, Collection<String> scopes) {
    return db.sql(
            """
            select portal_id, asked from (
              select distinct on (portal_id) portal_id, required_scopes || optional_scopes as asked
                from command.attempt
               where organization_id = :organization and portal_id is not null
               order by portal_id, version desc) as latest
             where not asked @> cast(:scopes as text[]) order by portal_id
            """)
        .param("organization", organization.value())
        .param("scopes", scopes.toArray(String[]::new))
        .query((row, _) -> asked(row))
        .list();
  }

  private static Asked asked(ResultSet row) throws SQLException {
    return new Asked(
        new PortalId(row.getLong("portal_id")),
        List.of((String[]) row.getArray("asked").getArray()));
  }
}
