package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.query.clientaccounts.PlanChange.Booked;
import dev.portalledger.query.clientaccounts.PlanChange.Featured;
import dev.portalledger.query.clientaccounts.PlanChange.Registered;
import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes changes of what organizations booked; one that a row has seen already changes nothing.
 * What a row was before is kept.
 */
final class PlanRows implements Rows<PlanChange> {

  private final JdbcClient db;
  private final PlanHistory history;

  PlanRows(JdbcClient db) {
    this.db = db;
    this.history = new PlanHistory(db);
  }

  @Override
  public Object key(PlanChange change) {
    return change.organization();
  }

  @Override
  public void write(List<PlanChange> changes) {
    var all = new Columns<>(changes);
    var begins = history.keep(all);
    register(all.of(Registered.class), begins);
    book(all.of(Booked.class), begins);
    feature(all.of(Featured.class), begins);
  }

  void truncate() {
    db.sql("truncate query.client_account_plans").update();
    history.truncate();
  }

  private void register(Columns<Registered> registrations, Map<String, Instant> begins) {
    if (registrations.isEmpty()) {
      return;
    }
    of(
            registrations,
            begins,
            """
            insert into query.client_account_plans as known (organization_id, name, plan, features, version, valid_from)
            select organization, name, plan, cast(features as text[]), version, begins
              from unnest(:organizations, :versions, cast(:begins as timestamptz[]), :names, :plans, :features)
                as registrations (organization, version, begins, name, plan, features)
            on conflict (organization_id) do update set
              name = excluded.name, plan = excluded.plan, features = excluded.features, version = excluded.version,
              valid_from = excluded.valid_from
            where known.version < excluded.version
            """)
        .param("names", registrations.texts(change -> change.event().name()))
        .param("plans", registrations.texts(change -> change.event().plan().name()))
        .param("features", registrations.lists(change -> names(change.event().features())))
        .update();
  }

  private void book(Columns<Booked> plans, Map<String, Instant> begins) {
    if (plans.isEmpty()) {
      return;
    }
    var update =
        of(
                plans,
                begins,
                """
                update query.client_account_plans as known set plan = plans.plan, version = plans.version, valid_from = begins
                  from unnest(:organizations, :versions, cast(:begins as timestamptz[]), :plans)
                    as plans (organization, version, begins, plan)
                 where organization_id = organization and known.version < plans.version
                """)
            .param("plans", plans.texts(change -> change.plan().name()));
    apply(update, plans);
  }

  private void feature(Columns<Featured> features, Map<String, Instant> begins) {
    if (features.isEmpty()) {
      return;
    }
    var update =
        of(
                features,
                begins,
                """
                update query.client_account_plans as known
                   set features = cast(chosen.features as text[]), version = chosen.version, valid_from = begins
                  from unnest(:organizations, :versions, cast(:begins as timestamptz[]), :features)
                    as chosen (organization, version, begins, features)
                 where organization_id = organization and known.version < chosen.version
                """)
            .param("features", features.lists(change -> names(change.features())));
    apply(update, features);
  }

  private void apply(JdbcClient.StatementSpec update, Columns<? extends PlanChange> changes) {
    if (update.update() < changes.size()) {
      refuseUnknown(changes);
    }
  }

  private void refuseUnknown(Columns<? extends PlanChange> changes) {
    of(
            changes,
            Map.of(),
            """
            select organization from unnest(:organizations) as changes (organization)
             where not exists (select from query.client_account_plans where organization_id = organization)
             limit 1
            """)
        .query(String.class)
        .optional()
        .ifPresent(
            organization -> {
              throw new IllegalStateException(
                  organization + " has an event before its registration");
            });
  }

  /** What every change has. */
  private JdbcClient.StatementSpec of(
      Columns<? extends PlanChange> changes, Map<String, Instant> begins, String sql) {
    return db.sql(sql)
        .param("organizations", changes.texts(PlanChange::organization))
        .param("versions", changes.numbers(PlanChange::version))
        .param("begins", changes.moments(change -> begins.get(change.organization())));
  }

  private static List<String> names(List<Feature> features) {
    return features.stream().map(Feature::name).toList();
  }
}
