package dev.portalledger.command.vault;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives data keys to the credentials that stand in the first form, a few at a time. */
@Component
class KeyGiving {

  private final FirstFormRows rows;
  private final TokenCipher cipher;

  KeyGiving(FirstFormRows rows, TokenCipher cipher) {
    this.rows = rows;
    this.cipher = cipher;
  }

  /** Those after one, in the order of their ids, that nobody else works with right now. */
  @Transactional
  public List<CredentialId> give(CredentialId after, int most) {
    var found = rows.some(after, most);
    found.stream().flatMap(row -> sealed(row).stream()).forEach(rows::reseal);
    return found.stream().map(row -> row.place().id()).toList();
  }

  /** One that does not open was told already, and holds up none of the others. */
  private Optional<StoredCredential> sealed(StoredCredential row) {
    try {
      return Optional.of(cipher.reseal(row));
    } catch (CredentialUnreadable _) {
      return Optional.empty();
    }
  }
}
