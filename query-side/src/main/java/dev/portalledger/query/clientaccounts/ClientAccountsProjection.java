package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.PortalConnectionEvent;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps one row per organization and portal. A portal that left one organization and was connected
 * by another has two rows: the first stays as it ended. Safe to replay from the first event.
 */
@Component
@ProcessingGroup(ClientAccountsProjection.GROUP)
class ClientAccountsProjection {

  static final String GROUP = "client-accounts";

  private final ClientAccountRows rows;

  ClientAccountsProjection(JdbcClient db) {
    this.rows = new ClientAccountRows(db);
  }

  @EventHandler
  void on(PortalConnectionEvent event, @SequenceNumber long version) {
    rows.change(AccountChange.of(event, version));
  }

  @ResetHandler
  void reset() {
    rows.truncate();
  }
}
