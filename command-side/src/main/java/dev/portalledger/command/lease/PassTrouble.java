package dev.portalledger.command.lease;

import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.lease.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What stops a call at the pass-through. */
final class PassTrouble {

  private static final Logger log = LoggerFactory.getLogger(PassTrouble.class);

  static Trouble nowhere() {
    return new Trouble(
        ProblemType.NOT_FOUND,
        "This address leads to nothing: the pass-through is /hubspot/, a portal's number, and a path"
            + " of HubSpot's API. Correct the address.");
  }

  static Trouble noPass() {
    return new Trouble(
        ProblemType.UNAUTHENTICATED,
        "The request carried no lease that is good for this portal. Leases end after minutes, and"
            + " HubSpot's own tokens are no good here. Ask for a new lease.");
  }

  static Trouble ended() {
    return new Trouble(
        ProblemType.UNAUTHENTICATED,
        "The connection that this lease rests on was ended or reconnected since. Ask for a new"
            + " lease.");
  }

  static Trouble ambiguous() {
    return new Trouble(
        ProblemType.INVALID_REQUEST,
        "The path or query could be read in more than one way, so it is not passed on. Send a plain"
            + " path without empty or dotted segments, and without escaped separators.");
  }

  static Trouble refused(Purpose purpose) {
    return new Trouble(
        ProblemType.FORBIDDEN,
        switch (purpose) {
          case AUDIT ->
              "An AUDIT lease reads and changes nothing: GET, and HubSpot's searches and batch"
                  + " reads. This was neither; it was not passed on, and it is recorded. Ask for an"
                  + " IMPLEMENTATION lease if the portal is to be changed.";
          case IMPLEMENTATION ->
              "HubSpot's authorization and app addresses are the ledger's own business; this was"
                  + " not passed on, and it is recorded. Remove or reconnect the portal in Client"
                  + " Accounts instead.";
        });
  }

  static Trouble unreachable() {
    return new Trouble(
        ProblemType.UPSTREAM_UNAVAILABLE,
        "HubSpot did not answer, or broke off. Whether it acted is not known. Look before you repeat"
            + " a write.");
  }

  static Trouble storage(DataAccessException thrown) {
    log.warn("The database did not answer: {}", thrown.getClass().getSimpleName());
    return new Trouble(
        ProblemType.STORAGE_UNAVAILABLE,
        "The lease could not be checked, because the database did not answer in time. Nothing was"
            + " passed on. Try again in a moment.");
  }

  private PassTrouble() {}
}
