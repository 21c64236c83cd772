package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ConnectionStatus;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One portal of an organization, as its events left it.
 *
 * @param since when it got into its present status
 * @param provenAt when HubSpot itself last confirmed the connection
 * @param endedBy the member who removed it; null unless one did
 * @param version sequence number of the portal's last event that concerns this organization
 */
record ClientAccount(
    long portalId,
    @Nullable String hubDomain,
    ConnectionStatus status,
    Cause cause,
    Instant since,
    Instant provenAt,
    int generation,
    List<String> scopes,
    String authorizer,
    AuthorizerStanding authorizerStanding,
    String connectedBy,
    @Nullable String endedBy,
    UpstreamRevocation upstreamRevocation,
    long version) {

  static final String COLUMNS =
      """
      portal_id, hub_domain, status, cause, since, proven_at, generation, scopes, authorizer,
      authorizer_standing, connected_by, ended_by, upstream_revocation, version, attention, label
      """;

  static ClientAccount read(ResultSet row) throws SQLException {
    return new ClientAccount(
        row.getLong("portal_id"),
        row.getString("hub_domain"),
        ConnectionStatus.valueOf(row.getString("status")),
        Cause.valueOf(row.getString("cause")),
        instant(row, "since"),
        instant(row, "proven_at"),
        row.getInt("generation"),
        texts(row.getArray("scopes")),
        row.getString("authorizer"),
        AuthorizerStanding.valueOf(row.getString("authorizer_standing")),
        row.getString("connected_by"),
        row.getString("ended_by"),
        UpstreamRevocation.valueOf(row.getString("upstream_revocation")),
        row.getLong("version"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
