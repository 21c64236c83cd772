package dev.portalledger.command.subject;

import com.google.crypto.tink.Mac;
import dev.portalledger.command.vault.KeyFolder;
import dev.portalledger.events.subject.SubjectId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Subjects on {@code subject.subject}, found by a MAC of their account. */
@Component
final class PostgresSubjects implements Subjects {

  private static final String HUBSPOT = "hubspot";

  private final SubjectRows rows;
  private final Mac lookups;
  private final IdGenerator ids;

  PostgresSubjects(SubjectRows rows, KeyFolder keys, IdGenerator ids) {
    this.rows = rows;
    this.lookups = keys.fingerprints();
    this.ids = ids;
  }

  @Override
  public SubjectId member(
      String issuer, String sub, @Nullable String name, @Nullable String email) {
    return subject(Kind.MEMBER, issuer, sub, new Person(name, email));
  }

  @Override
  public SubjectId authorizer(long hubSpotUserId, @Nullable String email) {
    var account = Long.toString(hubSpotUserId);
    return subject(Kind.AUTHORIZER, HUBSPOT, account, new Person(null, email));
  }

  @Override
  public SubjectId service(String issuer, String clientId) {
    return subject(Kind.SERVICE, issuer, clientId, Person.NOBODY);
  }

  private SubjectId subject(Kind kind, String issuer, String account, Person person) {
    byte[] lookup = lookup(kind, issuer, account);
    var known = rows.find(lookup);
    if (known.isEmpty()) {
      rows.insertUnlessKnown(new SubjectId(ids.generateId().toString()), kind, lookup);
      known = rows.find(lookup);
    }
    var id = known.orElseThrow(() -> new IllegalStateException("a subject vanished"));
    rows.update(id, person);
    return id;
  }

  private byte[] lookup(Kind kind, String issuer, String account) {
    try {
      var key = kind + "|" + issuer + "|" + account;
      return lookups.computeMac(key.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot compute a lookup", e);
    }
  }
}
