package dev.portalledger.command.web;

/** Whoever is calling a route that members and operators may take. */
public sealed interface Caller {

  record OfOrganization(Actor actor) implements Caller {}

  /** An operator acts for the platform, also one who belongs to an organization. */
  record OfPlatform(Operator operator) implements Caller {}
}
