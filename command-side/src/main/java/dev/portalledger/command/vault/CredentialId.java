package dev.portalledger.command.vault;

import java.util.UUID;

/** One pair of tokens in the vault, from the exchange until it is destroyed; random. */
public record CredentialId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
