package dev.portalledger.command.connection;

import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.RevocationCause;
import java.util.List;

/** How a connection stands, as its organization may know it. */
public sealed interface Standing {

  /** The organization never held the portal. */
  record Unknown() implements Standing {}

  /** The grant lives. */
  record Connected(int generation, List<String> scopes) implements Standing {}

  record Expired(ExpiryCause cause) implements Standing {}

  record Disconnected(RevocationCause cause) implements Standing {}
}
