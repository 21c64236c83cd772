package dev.portalledger.command.authorization;

import dev.portalledger.command.invitation.InvitedScopes;
import dev.portalledger.command.invitation.ScopesOfFeatures;
import dev.portalledger.events.organization.Feature;
import java.util.List;
import org.springframework.stereotype.Component;

/** An invitation asks for the same scopes as a member who sets out. */
@Component
class InvitedScopesAsked implements ScopesOfFeatures {

  private final HubSpotAuthorization hubSpot;

  InvitedScopesAsked(HubSpotAuthorization hubSpot) {
    this.hubSpot = hubSpot;
  }

  @Override
  public InvitedScopes of(List<Feature> features) {
    var asked = hubSpot.scopes(features);
    return new InvitedScopes(asked.required(), asked.optional());
  }
}
