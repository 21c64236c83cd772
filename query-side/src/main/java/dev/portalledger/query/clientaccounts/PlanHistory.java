package dev.portalledger.query.clientaccounts;

import static java.util.stream.Collectors.toMap;

import dev.portalledger.query.projections.Columns;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what organizations had booked before they changed it, as {@link AccountHistory} does. */
final class PlanHistory {

  private record Begun(String organization, Instant moment) {}

  private final JdbcClient db;

  PlanHistory(JdbcClient db) {
    this.db = db;
  }

  /**
   * Keeps what these changes are about to overwrite.
   *
   * @param changes no two of the same organization
   * @return by organization, from when its change counts
   */
  Map<String, Instant> keep(Columns<PlanChange> changes) {
    return db
        .sql(
            """
            with changes as (
              select change.*, greatest(at, valid_from) as begins
                from unnest(:organizations, :versions, cast(:moments as timestamptz[]))
                  as change (organization, version, at)
                left join query.client_account_plans on organization_id = organization),
            kept as (
              insert into query.client_account_plan_history
                (organization_id, name, plan, features, version, valid_from, valid_to)
              select organization_id, name, plan, features, known.version, valid_from, begins
                from changes join query.client_account_plans as known on organization_id = organization
               where known.version < changes.version and valid_from < begins)
            select organization, begins from changes
            """)
        .param("organizations", changes.texts(PlanChange::organization))
        .param("versions", changes.numbers(PlanChange::version))
        .param("moments", changes.moments(PlanChange::at))
        .query(
            (row, number) ->
                new Begun(
                    row.getString("organization"),
                    row.getObject("begins", OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .collect(toMap(Begun::organization, Begun::moment));
  }

  void truncate() {
    db.sql("truncate query.client_account_plan_history").update();
  }
}
