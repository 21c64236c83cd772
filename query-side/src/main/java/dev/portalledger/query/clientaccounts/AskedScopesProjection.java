package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row per attempt: what it asked for. Safe to replay from the first event. */
@Component
@ProcessingGroup(ClientAccountsProjection.GROUP)
class AskedScopesProjection {

  private final AskedScopeRows rows;

  AskedScopesProjection(JdbcClient db) {
    this.rows = new AskedScopeRows(db);
  }

  @EventHandler
  void on(AuthorizationEvent event) {
    switch (event) {
      case AuthorizationStarted e ->
          rows.change(
              new AskedScopes(
                  e.attemptId().value(),
                  Stream.concat(e.requiredScopes().stream(), e.optionalScopes().stream())
                      .toList()));
      // What was asked stays true, however it ended.
      case AuthorizationRefused _,
          AuthorizationDenied _,
          AuthorizationFailed _,
          AuthorizationAbandoned _ -> {}
    }
  }

  @ResetHandler
  void reset() {
    rows.truncate();
  }
}
