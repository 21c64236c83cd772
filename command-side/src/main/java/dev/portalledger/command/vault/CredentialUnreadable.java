package dev.portalledger.command.vault;

/**
 * A ciphertext does not open where it stands: it was moved, altered, or its key is gone. Never read
 * as anything else, never answered with the plain bytes.
 */
public final class CredentialUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient CredentialId credential;

  CredentialUnreadable(CredentialId credential, String field) {
    super("credential %s: %s does not open where it stands".formatted(credential, field));
    this.credential = credential;
  }

  public CredentialId credential() {
    return credential;
  }
}
