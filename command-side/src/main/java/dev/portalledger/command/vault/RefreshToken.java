package dev.portalledger.command.vault;

import tools.jackson.databind.annotation.JsonSerialize;

/** Opens one portal until it is revoked. Prints as a placeholder and refuses to become JSON. */
@JsonSerialize(using = NeverWritten.class)
public record RefreshToken(String value) {

  public RefreshToken {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a refresh token must not be blank");
    }
  }

  @Override
  public String toString() {
    return "RefreshToken[redacted]";
  }
}
