package dev.portalledger.events.organization;

import java.util.OptionalInt;

/** What an organization has booked; its limit counts seats (portals held). */
public enum Plan {
  PRO(3),
  ULTIMATE(10),
  CUSTOM(Integer.MAX_VALUE);

  private final int seats;

  Plan(int seats) {
    this.seats = seats;
  }

  /** Seats of the plan; empty means unlimited. */
  public OptionalInt limit() {
    return this == CUSTOM ? OptionalInt.empty() : OptionalInt.of(seats);
  }

  public boolean allows(int seatsHeld) {
    return seatsHeld <= seats;
  }
}
