package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.InvitationAccepted;
import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.events.retention.RetentionEvent;
import java.util.List;
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
  private final ForgottenAttempts forgotten;

  AskedScopesProjection(JdbcClient db) {
    this.rows = new AskedScopeRows(db);
    this.forgotten = new ForgottenAttempts(db);
  }

  @EventHandler
  void on(AuthorizationEvent event) {
    switch (event) {
      case AuthorizationStarted e -> asked(e, e.requiredScopes(), e.optionalScopes());
      case InvitationAccepted e -> asked(e, e.requiredScopes(), e.optionalScopes());
      // What was asked stays true, however it ended.
      case AuthorizationRefused _,
          AuthorizationDenied _,
          AuthorizationFailed _,
          AuthorizationAbandoned _ -> {}
    }
  }

  @EventHandler
  void on(RetentionEvent event) {
    switch (event) {
      case RetentionApplied e -> forgotten.change(e);
    }
  }

  private void asked(AuthorizationEvent event, List<String> required, List<String> optional) {
    rows.change(
        new AskedScopes(
            event.attemptId().value(),
            Stream.concat(required.stream(), optional.stream()).toList()));
  }

  @ResetHandler
  void reset() {
    rows.truncate();
  }
}
