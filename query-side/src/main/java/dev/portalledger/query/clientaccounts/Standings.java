package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.query.dashboard.AsOf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads how an organization as a whole stands or stood: how many accounts, on which plan. */
@Repository
class Standings {

  /**
   * What an organization has booked.
   *
   * @param plan null if it is not registered
   */
  record Booked(@Nullable Plan plan, List<Feature> features) {

    static final Booked NOTHING = new Booked(null, List.of());

    static Booked read(ResultSet row) throws SQLException {
      var features = (String[]) row.getArray("features").getArray();
      return new Booked(
          Plan.valueOf(row.getString("plan")),
          Arrays.stream(features).map(Feature::valueOf).toList());
    }

    Seats with(int held) {
      return Seats.of(held, plan, features);
    }
  }

  private final JdbcClient db;

  Standings(JdbcClient db) {
    this.db = db;
  }

  /** Now: what all days have changed. */
  ByStatus counts(OrganizationId organization) {
    return db.sql(
            """
            select coalesce(sum(connected), 0) as connected, coalesce(sum(expired), 0) as expired,
                   coalesce(sum(disconnected), 0) as disconnected
              from query.client_account_days where organization_id = :organization
            """)
        .param("organization", organization.value())
        .query((row, number) -> byStatus(row))
        .single();
  }

  /** At a moment: what the days before have changed, and what began and ended since midnight. */
  ByStatus counts(OrganizationId organization, AsOf asOf) {
    OffsetDateTime moment = asOf.moment().atOffset(ZoneOffset.UTC);
    return db.sql(
            """
            select coalesce(sum(connected), 0) as connected, coalesce(sum(expired), 0) as expired,
                   coalesce(sum(disconnected), 0) as disconnected
              from (select connected, expired, disconnected from query.client_account_days
                     where organization_id = :organization and day < :day
                    union all
                    select cast(attention = 1 as int), cast(attention = 0 as int), cast(attention = 2 as int)
                      from query.client_accounts
                     where organization_id = :organization and attention = any('{0,1,2}'::smallint[])
                       and valid_from >= :midnight and valid_from <= :moment
                    union all
                    select cast(attention = 1 as int), cast(attention = 0 as int), cast(attention = 2 as int)
                      from query.client_account_history
                     where organization_id = :organization
                       and valid_from >= :midnight and valid_from <= :moment
                    union all
                    select -cast(attention = 1 as int), -cast(attention = 0 as int), -cast(attention = 2 as int)
                      from query.client_account_history
                     where organization_id = :organization
                       and valid_to >= :midnight and valid_to <= :moment) as changes
            """)
        .param("organization", organization.value())
        .param("day", moment.toLocalDate())
        .param("midnight", moment.toLocalDate().atStartOfDay().atOffset(ZoneOffset.UTC))
        .param("moment", moment)
        .query((row, number) -> byStatus(row))
        .single();
  }

  /** What it has booked, whatever of that is in use. */
  Booked booked(OrganizationId organization) {
    return db.sql(
            "select plan, features from query.client_account_plans where organization_id = :organization")
        .param("organization", organization.value())
        .query((row, number) -> Booked.read(row))
        .optional()
        .orElse(Booked.NOTHING);
  }

  Booked booked(OrganizationId organization, AsOf asOf) {
    return db.sql(
            """
            select plan, features from query.client_account_plans
             where organization_id = :organization and valid_from <= :moment
            union all
            select plan, features from query.client_account_plan_history
             where organization_id = :organization and valid_from <= :moment and valid_to > :moment
            """)
        .param("organization", organization.value())
        .param("moment", asOf.moment().atOffset(ZoneOffset.UTC))
        .query((row, number) -> Booked.read(row))
        .optional()
        .orElse(Booked.NOTHING);
  }

  /** When the organization's first event happened; empty if none was read. */
  Optional<Instant> recordedSince(OrganizationId organization) {
    return db.sql(
            """
            select least(
              (select valid_from from query.client_account_plans where organization_id = :organization),
              (select min(valid_from) from query.client_account_plan_history where organization_id = :organization),
              (select min(valid_from) from query.client_account_history where organization_id = :organization),
              (select min((select min(valid_from) from query.client_accounts
                            where organization_id = :organization and attention = any_status))
                 from unnest('{0,1,2}'::smallint[]) as any_status))
            """)
        .param("organization", organization.value())
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  private static ByStatus byStatus(ResultSet row) throws SQLException {
    return new ByStatus(row.getInt("connected"), row.getInt("expired"), row.getInt("disconnected"));
  }
}
