package dev.portalledger.query.audittrail;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.Plan;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit trail. What its kind does not know is null or empty.
 *
 * @param actor subject who caused it, or {@code system}
 * @param hubDomain of the portal, as its last grant before or after told it
 * @param expectedPortal the portal that should have been picked
 * @param cause name of the refusal's reason, of the failure's, expiry's or revocation's cause, of
 *     HubSpot's answer, or of a lease's purpose
 * @param detail a lease's reason, what a refused write asked for, a replay's moment and purpose, or
 *     the number of a case
 * @param subject whose personal data it is about
 * @param confirmedBy the second person, where one is needed
 * @param residualAccessUntil until when tokens issued before an end may still open the portal
 */
record Entry(
    String eventId,
    Instant occurredAt,
    Kind kind,
    String actor,
    @Nullable Long portalId,
    @Nullable String hubDomain,
    @Nullable Long expectedPortal,
    @Nullable Integer generation,
    @Nullable String authorizer,
    List<String> scopes,
    List<String> missingScopes,
    @Nullable String cause,
    @Nullable String attemptId,
    @Nullable Plan plan,
    List<Feature> features,
    @Nullable String detail,
    @Nullable Instant residualAccessUntil,
    @JsonInclude(NON_NULL) @Nullable String subject,
    @JsonInclude(NON_NULL) @Nullable String confirmedBy) {

  Outcome outcome() {
    return kind.outcome();
  }

  static Entry read(ResultSet row) throws SQLException {
    String plan = row.getString("plan");
    return new Entry(
        row.getString("event_id"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        Kind.of(row.getString("kind")).orElseThrow(),
        row.getString("actor"),
        row.getObject("portal_id", Long.class),
        row.getString("hub_domain"),
        row.getObject("expected_portal", Long.class),
        row.getObject("generation", Integer.class),
        row.getString("authorizer"),
        texts(row.getArray("scopes")),
        texts(row.getArray("missing_scopes")),
        row.getString("cause"),
        row.getString("attempt_id"),
        plan == null ? null : Plan.valueOf(plan),
        texts(row.getArray("features")).stream().map(Feature::valueOf).toList(),
        row.getString("detail"),
        instant(row, "residual_access_until"),
        row.getString("subject"),
        row.getString("confirmed_by"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
