package dev.portalledger.events.invitation;

/** One invitation; random, and no secret: the link carries another value. */
public record InvitationId(String value) {

  public InvitationId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("invitation id must not be blank");
    }
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  public String stream() {
    return "invitation-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
