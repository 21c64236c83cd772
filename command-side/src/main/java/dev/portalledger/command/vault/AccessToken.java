package dev.portalledger.command.vault;

import tools.jackson.databind.annotation.JsonSerialize;

/** Opens one portal for half an hour. Prints as a placeholder and refuses to become JSON. */
@JsonSerialize(using = NeverWritten.class)
public record AccessToken(String value) {

  public AccessToken {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an access token must not be blank");
    }
  }

  @Override
  public String toString() {
    return "AccessToken[redacted]";
  }
}
