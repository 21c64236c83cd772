package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organization booked and how much of it is in use.
 *
 * @param held client accounts that are connected or expired
 * @param limit null means unlimited, or that the organization is not registered
 */
record Seats(int held, @Nullable Integer limit, @Nullable Plan plan, List<Feature> features) {

  static Seats of(int held, @Nullable Plan plan, List<Feature> features) {
    Integer limit =
        plan == null || plan.limit().isEmpty() ? null : Integer.valueOf(plan.limit().getAsInt());
    return new Seats(held, limit, plan, features);
  }

  public boolean areAllTaken() {
    return limit != null && held >= limit;
  }
}
