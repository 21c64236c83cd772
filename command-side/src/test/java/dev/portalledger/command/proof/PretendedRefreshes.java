package dev.portalledger.command.proof;

import dev.portalledger.command.refresh.DeadGrant;
import dev.portalledger.command.refresh.Fresh;
import dev.portalledger.command.refresh.FreshTokens;
import dev.portalledger.command.refresh.Suspicions;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.BeanFactory;

/** Refreshes against the pretended HubSpot, and reports what it finds dead. */
final class PretendedRefreshes implements FreshTokens {

  private final PretendedHubSpot hubSpot;
  private final BeanFactory beans;

  PretendedRefreshes(PretendedHubSpot hubSpot, BeanFactory beans) {
    this.hubSpot = hubSpot;
    this.beans = beans;
  }

  @Override
  public Fresh atLeast(OrganizationId organization, PortalId portal, Duration life) {
    return refreshNow(organization, portal);
  }

  @Override
  public Fresh refreshNow(OrganizationId organization, PortalId portal) {
    if (!hubSpot.answers()) {
      return new Fresh.Unavailable("Unavailable", Duration.ZERO);
    }
    int generation =
        beans.getBean(ProofRows.class).find(organization, portal).orElseThrow().generation();
    if (hubSpot.lives(portal.value())) {
      return new Fresh.Live(new AccessToken("access-" + portal), Instant.MAX, generation);
    }
    var evidence =
        hubSpot.isGone(portal.value()) ? DeadGrant.HUB_GONE : DeadGrant.REFRESH_TOKEN_REFUSED;
    beans.getBean(Suspicions.class).deadGrant(organization, portal, generation, evidence);
    return new Fresh.Dead(evidence);
  }
}
