package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.query.clientaccounts.PlanChange.Booked;
import dev.portalledger.query.clientaccounts.PlanChange.Featured;
import dev.portalledger.query.clientaccounts.PlanChange.Registered;
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

  private final PlanRows rows;

  PlansProjection(JdbcClient db) {
    this.rows = new PlanRows(db);
  }

  @EventHandler
  void on(OrganizationEvent event, @SequenceNumber long version) {
    String organization = event.organizationId().value();
    switch (event) {
      case OrganizationRegistered e -> rows.change(new Registered(e, version));
      case PlanChanged e ->
          rows.change(new Booked(organization, e.plan(), e.occurredAt(), version));
      case FeaturesChanged e ->
          rows.change(new Featured(organization, e.features(), e.occurredAt(), version));
      // Seats held are counted from the rows, so that the number always fits the list beside it.
      case SeatTaken _, SeatReleased _ -> {}
    }
  }

  @ResetHandler
  void reset() {
    rows.truncate();
  }
}
