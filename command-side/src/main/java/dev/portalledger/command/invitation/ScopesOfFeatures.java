package dev.portalledger.command.invitation;

import dev.portalledger.events.organization.Feature;
import java.util.List;

/** Knows what has to be asked of HubSpot for features. */
public interface ScopesOfFeatures {

  InvitedScopes of(List<Feature> features);
}
