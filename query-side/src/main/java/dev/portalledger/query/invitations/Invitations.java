package dev.portalledger.query.invitations;

import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what the command side keeps of invitations; their events tell the audit trail the same. */
@Repository
class Invitations {

  record Page(List<Invitation> items, @Nullable String next) {}

  private static final int PAGE = 50;

  /** As long as the command side takes a dispute. */
  private static final String DISPUTABLE = "interval '7 days'";

  private static final String COLUMNS =
      """
      select invitation.*,
             phase = 'OPEN' and expires_at <= clock_timestamp() as overdue,
             (select min(began_at) from invitation.visit
               where visit.invitation_id = invitation.invitation_id) as opened_at,
             (select portal_id from invitation.visit
               where visit.attempt_id = invitation.taken_by) as used_for
      """;

  private static final String SELECT = COLUMNS + " from invitation.invitation";

  private final JdbcClient db;

  Invitations(JdbcClient db) {
    this.db = db;
  }

  /** The one behind a link, in whatever state. */
  Optional<Invitation> behind(byte[] secretHash) {
    return db.sql(SELECT + " where secret_sha256 = :secret")
        .param("secret", secretHash)
        .query((row, _) -> invitation(row))
        .optional();
  }

  /** Of one organization, newest first. */
  Page page(OrganizationId organization, @Nullable String after) {
    var rows =
        db.sql(
                SELECT
                    + """
                     where organization_id = :organization
                       and (cast(:after as text) is null or (created_at, invitation_id) < (
                             select last.created_at, last.invitation_id from invitation.invitation as last
                              where last.organization_id = :organization and last.invitation_id = :after))
                     order by created_at desc, invitation_id desc limit :rows
                    """)
            .param("organization", organization.value())
            .param("after", after)
            .param("rows", PAGE + 1)
            .query((row, _) -> invitation(row))
            .list();
    return rows.size() <= PAGE
        ? new Page(rows, null)
        : new Page(rows.subList(0, PAGE), rows.get(PAGE - 1).invitationId());
  }

  /** A trip, for the very browser that made it. */
  Optional<Visit> visit(String attempt, byte[] visitorHash) {
    return db.sql(
            COLUMNS
                + """
                , trip.* from invitation.invitation
                  join lateral (
                    select outcome, portal_id as connected, hub_domain, visit.ended_at as over_at,
                           disputed_at, visit.ended_at > clock_timestamp() - %s as disputable
                      from invitation.visit
                     where visit.invitation_id = invitation.invitation_id
                       and attempt_id = :attempt and visitor_sha256 = :visitor) as trip on true
                """
                    .formatted(DISPUTABLE))
        .param("attempt", attempt)
        .param("visitor", visitorHash)
        .query((row, _) -> visit(row))
        .optional();
  }

  private static Visit visit(ResultSet row) throws SQLException {
    return new Visit(
        invitation(row),
        row.getString("outcome"),
        row.getObject("connected", Long.class),
        row.getString("hub_domain"),
        instant(row, "over_at"),
        instant(row, "disputed_at"),
        row.getBoolean("disputable"));
  }

  private static Invitation invitation(ResultSet row) throws SQLException {
    return new Invitation(
        row.getString("invitation_id"),
        new OrganizationId(row.getString("organization_id")),
        row.getString("invited_by"),
        Purpose.valueOf(row.getString("purpose")),
        row.getObject("expected_portal", Long.class),
        List.of((String[]) row.getArray("required_scopes").getArray()),
        List.of((String[]) row.getArray("optional_scopes").getArray()),
        state(row),
        known(row, "created_at"),
        known(row, "expires_at"),
        instant(row, "opened_at"),
        instant(row, "ended_at"),
        row.getObject("used_for", Long.class));
  }

  private static State state(ResultSet row) throws SQLException {
    String phase = row.getString("phase");
    return switch (phase) {
      case "OPEN" -> row.getBoolean("overdue") ? State.EXPIRED : State.OPEN;
      case "TAKEN" -> State.IN_USE;
      default -> State.valueOf(phase);
    };
  }

  private static Instant known(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
