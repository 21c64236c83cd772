package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row per organization: what it booked. Safe to replay from the first event. */
@Component
@ProcessingGroup(ClientAccountsProjection.GROUP)
class PlansProjection {

  private final JdbcClient db;

  PlansProjection(JdbcClient db) {
    this.db = db;
  }

  @EventHandler
  void on(OrganizationEvent event, @SequenceNumber long version) {
    switch (event) {
      case OrganizationRegistered e -> registered(e, version);
      case PlanChanged e -> planChanged(e, version);
      case FeaturesChanged e -> featuresChanged(e, version);
      // Seats held are counted from the rows, so that the number always fits the list beside it.
      case SeatTaken _, SeatReleased _ -> {}
    }
  }

  @ResetHandler
  void reset() {
    db.sql("truncate query.client_account_plans").update();
  }

  private void registered(OrganizationRegistered event, long version) {
    db.sql(
            """
            insert into query.client_account_plans as known (organization_id, name, plan, features, version)
            values (:organization, :name, :plan, :features, :version)
            on conflict (organization_id) do update set
              name = excluded.name, plan = excluded.plan, features = excluded.features, version = excluded.version
            where known.version < excluded.version
            """)
        .param("organization", event.organizationId().value())
        .param("name", event.name())
        .param("plan", event.plan().name())
        .param("features", names(event.features()))
        .param("version", version)
        .update();
  }

  private void planChanged(PlanChanged event, long version) {
    var change =
        db.sql(
                """
                update query.client_account_plans set plan = :plan, version = :version
                 where organization_id = :organization and version < :version
                """)
            .param("plan", event.plan().name());
    apply(change, event, version);
  }

  private void featuresChanged(FeaturesChanged event, long version) {
    var change =
        db.sql(
                """
                update query.client_account_plans set features = :features, version = :version
                 where organization_id = :organization and version < :version
                """)
            .param("features", names(event.features()));
    apply(change, event, version);
  }

  private void apply(JdbcClient.StatementSpec change, OrganizationEvent event, long version) {
    String organization = event.organizationId().value();
    int changed = change.param("organization", organization).param("version", version).update();
    if (changed == 0 && !isKnown(organization)) {
      throw new IllegalStateException(organization + " has an event before its registration");
    }
  }

  private boolean isKnown(String organization) {
    return db.sql(
            """
            select exists (select from query.client_account_plans where organization_id = :organization)
            """)
        .param("organization", organization)
        .query(Boolean.class)
        .single();
  }

  private static String[] names(List<Feature> features) {
    return features.stream().map(Feature::name).toArray(String[]::new);
  }
}
