package dev.portalledger.query.campaigns;

import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.InvitationAccepted;
import dev.portalledger.events.campaign.CampaignEvent;
import dev.portalledger.events.campaign.ReconnectRequested;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.events.retention.RetentionEvent;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what campaigns asked for and what became of portals. Safe to replay. */
@Component
@ProcessingGroup(CampaignsProjection.GROUP)
class CampaignsProjection {

  static final String GROUP = "campaigns";

  private final RequestRows requests;
  private final OutcomeRows outcomes;
  private final ForgottenRefusals forgotten;

  CampaignsProjection(JdbcClient db) {
    this.requests = new RequestRows(db);
    this.outcomes = new OutcomeRows(db);
    this.forgotten = new ForgottenRefusals(db);
  }

  @EventHandler
  void on(CampaignEvent event) {
    switch (event) {
      case ReconnectRequested e -> requests.change(e);
    }
  }

  @EventHandler
  void on(PortalConnectionEvent event) {
    switch (event) {
      case PortalConnected e -> outcomes.change(Outcome.of(e));
      case PortalReconnected e -> outcomes.change(Outcome.of(e));
      // A portal that ended can be reconnected all the same.
      case PortalExpired _,
          PortalRevoked _,
          UpstreamRevocationConfirmed _,
          UpstreamRevocationFailed _,
          AppUninstallAnswered _,
          RevocationProbed _ -> {}
    }
  }

  @EventHandler
  void on(AuthorizationEvent event) {
    switch (event) {
      case AuthorizationRefused e -> outcomes.change(Outcome.of(e));
      // These do not name a portal.
      case AuthorizationStarted _,
          InvitationAccepted _,
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

  @ResetHandler
  void reset() {
    requests.truncate();
    outcomes.truncate();
  }
}
