package dev.portalledger.command.hubspot;

import org.springframework.web.client.RestClientException;

/**
 * Carries a failure out of Spring's clients. Its message says the class of failure, nothing else.
 */
final class HubSpotRefused extends RestClientException {

  private static final long serialVersionUID = 1L;

  private final transient HubSpotFailure failure;

  HubSpotRefused(HubSpotFailure failure) {
    super("HubSpot: " + failure);
    this.failure = failure;
  }

  HubSpotFailure failure() {
    return failure;
  }
}
