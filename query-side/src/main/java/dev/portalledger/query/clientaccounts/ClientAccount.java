package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.ScopeDrift;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.organization.Feature;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One portal of an organization, as its events left it.
 *
 * @param since when it got into its present status
 * @param provenAt when HubSpot itself last confirmed the connection; at a past moment, when it was
 *     granted, since later confirmations are no events
 * @param unprovenSince the same moment, if it is connected and that is longer ago than two days:
 *     then nobody knows whether it still is
 * @param authorizerRisk why it may end soon, or ended, because of the authorizer; null at a past
 *     moment, since no event tells it
 * @param scopeDrift where its scopes are not what the organization's features need; empty unless
 *     connected
 * @param endedBy the member who removed it; null unless one did
 * @param ending null unless it is disconnected
 * @param version sequence number of the portal's last event that concerns this organization
 */
record ClientAccount(
    long portalId,
    @Nullable String hubDomain,
    ConnectionStatus status,
    Cause cause,
    Instant since,
    Instant provenAt,
    @Nullable Instant unprovenSince,
    int generation,
    List<String> scopes,
    List<CategoryDrift> scopeDrift,
    String authorizer,
    AuthorizerStanding authorizerStanding,
    @Nullable AuthorizerRisk authorizerRisk,
    String connectedBy,
    @Nullable String endedBy,
    UpstreamRevocation upstreamRevocation,
    @Nullable Ending ending,
    long version) {

  private static final Duration TRUSTED = Duration.ofDays(2);

  /** What is stored of it, and what was asked for at its grant. */
  static final String STORED =
      """
      portal_id, hub_domain, status, cause, since, proven_at, generation, scopes, authorizer,
      authorizer_standing, connected_by, ended_by, upstream_revocation, residual_access_until,
      uninstall_asked, uninstall_answer, probe, version, attention, label,
      (select asked.scopes from query.asked_scopes as asked
        where asked.attempt_id = client_accounts.attempt_id) as asked
      """;

  static final String COLUMNS =
      STORED
          + """
          , (select features from query.client_account_plans as booked
              where booked.organization_id = client_accounts.organization_id) as features
          """;

  static ClientAccount read(ResultSet row) throws SQLException {
    return new ClientAccount(
        row.getLong("portal_id"),
        row.getString("hub_domain"),
        ConnectionStatus.valueOf(row.getString("status")),
        Cause.valueOf(row.getString("cause")),
        instant(row, "since"),
        instant(row, "proven_at"),
        null,
        row.getInt("generation"),
        texts(row.getArray("scopes")),
        drift(row),
        row.getString("authorizer"),
        AuthorizerStanding.valueOf(row.getString("authorizer_standing")),
        AuthorizerRisk.NONE,
        row.getString("connected_by"),
        row.getString("ended_by"),
        UpstreamRevocation.valueOf(row.getString("upstream_revocation")),
        ending(row),
        row.getLong("version"));
  }

  /** Without what only the present knows. */
  ClientAccount asRecorded() {
    return with(provenAt, null, null);
  }

  /** As far proven as HubSpot confirmed this very grant; without a proof, by the grant itself. */
  ClientAccount proven(@Nullable Proof known, Instant now) {
    Proof proof =
        known != null && known.generation() == generation
            ? known
            : new Proof(generation, provenAt, AuthorizerNow.UNKNOWN);
    Instant proven = later(proof.provenAt(), provenAt);
    boolean isDoubtful =
        status == ConnectionStatus.CONNECTED && proven.isBefore(now.minus(TRUSTED));
    return with(proven, isDoubtful ? proven : null, proof.authorizer().since(authorizerStanding));
  }

  private ClientAccount with(
      Instant proven, @Nullable Instant unproven, @Nullable AuthorizerRisk risk) {
    return new ClientAccount(
        portalId,
        hubDomain,
        status,
        cause,
        since,
        proven,
        unproven,
        generation,
        scopes,
        scopeDrift,
        authorizer,
        authorizerStanding,
        risk,
        connectedBy,
        endedBy,
        upstreamRevocation,
        ending,
        version);
  }

  /** An ended connection is asked for all that is needed when it is connected anew. */
  private static List<CategoryDrift> drift(ResultSet row) throws SQLException {
    Array features = row.getArray("features");
    if (features == null
        || ConnectionStatus.valueOf(row.getString("status")) != ConnectionStatus.CONNECTED) {
      return List.of();
    }
    Array asked = row.getArray("asked");
    return CategoryDrift.of(
        ScopeDrift.between(
            texts(features).stream().map(Feature::valueOf).toList(),
            texts(row.getArray("scopes")),
            asked == null ? List.of() : texts(asked)));
  }

  private static @Nullable Ending ending(ResultSet row) throws SQLException {
    if (ConnectionStatus.valueOf(row.getString("status")) != ConnectionStatus.DISCONNECTED) {
      return null;
    }
    var residual = row.getObject("residual_access_until", OffsetDateTime.class);
    String uninstall = row.getString("uninstall_answer");
    String probe = row.getString("probe");
    return new Ending(
        residual == null ? null : residual.toInstant(),
        row.getBoolean("uninstall_asked"),
        uninstall == null ? null : UninstallAnswer.valueOf(uninstall),
        probe == null ? null : ProbeResult.valueOf(probe));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
