package dev.portalledger.command.proof;

/**
 * How many connections a lane takes at once: one while HubSpot fails, so that an outage of a day
 * costs a call a second, then twice as many each time until it is as many as may be.
 */
record Pace(int most, int next) {

  static Pace of(int most) {
    return new Pace(most, most);
  }

  /** What a round of so many proofs, of which so many got no answer, says about the next. */
  Pace after(int tried, int failed) {
    if (tried == 0) {
      return this;
    }
    return new Pace(most, failed * 2 > tried ? 1 : Math.min(most, next * 2));
  }
}
