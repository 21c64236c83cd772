package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.query.clientaccounts.PlanChange.Booked;
import dev.portalledger.query.clientaccounts.PlanChange.Featured;
import dev.portalledger.query.clientaccounts.PlanChange.Registered;
import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes changes of what organizations booked; one that a row has seen already changes nothing. */
final class PlanRows implements Rows<PlanChange> {

  private final JdbcClient db;

  PlanRows(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Object key(PlanChange change) {
    return change.organization();
  }

  @Override
  public void write(List<PlanChange> changes) {
    var all = new Columns<>(changes);
    register(all.of(Registered.class));
    book(all.of(Booked.class));
    feature(all.of(Featured.class));
  }

  void truncate() {
    db.sql("truncate query.client_account_plans").update();
  }

  private void register(Columns<Registered> registrations) {
    if (registrations.isEmpty()) {
      return;
    }
    of(
            registrations,
            """
            insert into query.client_account_plans as known (organization_id, name, plan, features, version)
            select organization, name, plan, cast(features as text[]), version
              from unnest(:organizations, :versions, :names, :plans, :features)
                as registrations (organization, version, name, plan, features)
            on conflict (organization_id) do update set
              name = excluded.name, plan = excluded.plan, features = excluded.features, version = excluded.version
            where known.version < excluded.version
            """)
        .param("names", registrations.texts(change -> change.event().name()))
        .param("plans", registrations.texts(change -> change.event().plan().name()))
        .param("features", registrations.lists(change -> names(change.event().features())))
        .update();
  }

  private void book(Columns<Booked> plans) {
    if (plans.isEmpty()) {
      return;
    }
    var update =
        of(
                plans,
                """
                update query.client_account_plans as known set plan = plans.plan, version = plans.version
                  from unnest(:organizations, :versions, :plans) as plans (organization, version, plan)
                 where organization_id = organization and known.version < plans.version
                """)
            .param("plans", plans.texts(change -> change.plan().name()));
    apply(update, plans);
  }

  private void feature(Columns<Featured> features) {
    if (features.isEmpty()) {
      return;
    }
    var update =
        of(
                features,
                """
                update query.client_account_plans as known
                   set features = cast(chosen.features as text[]), version = chosen.version
                  from unnest(:organizations, :versions, :features) as chosen (organization, version, features)
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
  private JdbcClient.StatementSpec of(Columns<? extends PlanChange> changes, String sql) {
    return db.sql(sql)
        .param("organizations", changes.texts(PlanChange::organization))
        .param("versions", changes.numbers(PlanChange::version));
  }

  private static List<String> names(List<Feature> features) {
    return features.stream().map(Feature::name).toList();
  }
}
