package dev.portalledger.query.clientaccounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.query.dashboard.AsItStood;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organization booked and how much of it is in use.
 *
 * @param plan null when the organization is or was not registered
 * @param limit null means unlimited, or not registered
 * @param seatsHeld client accounts that are connected or expired
 * @param asOf null for the present
 */
record Usage(
    @Nullable Plan plan,
    @Nullable Integer limit,
    int seatsHeld,
    ByStatus clientAccounts,
    List<Feature> features,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AsItStood asOf) {

  static Usage of(Standings.Booked booked, ByStatus counts, @Nullable AsItStood asOf) {
    Seats seats = booked.with(counts.held());
    return new Usage(seats.plan(), seats.limit(), seats.held(), counts, seats.features(), asOf);
  }
}
