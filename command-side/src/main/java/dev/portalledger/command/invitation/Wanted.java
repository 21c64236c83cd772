package dev.portalledger.command.invitation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.Purpose;
import org.jspecify.annotations.Nullable;

/** What a program wants somebody invited to. Fields of a record could not be left out. */
final class Wanted {

  private final Purpose purpose;
  private @Nullable Long expectedPortal;

  @JsonCreator
  Wanted(@JsonProperty("purpose") Purpose purpose) {
    this.purpose = purpose;
  }

  /** The only portal it is good for; without, any may be picked. */
  @JsonProperty
  void setExpectedPortal(long id) {
    expectedPortal = id;
  }

  Purpose purpose() {
    return purpose;
  }

  @Nullable PortalId expectedPortal() {
    if (expectedPortal != null && expectedPortal <= 0) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "The value of 'expectedPortal' is not a portal's id. Give HubSpot's number of the"
              + " account, or leave it out if any portal may be picked.");
    }
    return expectedPortal == null ? null : new PortalId(expectedPortal);
  }
}
