package dev.portalledger.command.subject;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/** Subjects on {@code subject.subject}, found by a MAC of their account. */
@Component
final class PostgresSubjects implements Subjects {

  private static final String HUBSPOT = "hubspot";

  /** An erasure may come between any two steps; it comes once. */
  private static final int TRIES = 3;

  private final SubjectRows rows;
  private final Lookups lookups;
  private final PersonCipher cipher;
  private final SubjectKeys keys;
  private final IdGenerator ids;
  private final TransactionTemplate transaction;

  PostgresSubjects(
      SubjectRows rows,
      Lookups lookups,
      PersonCipher cipher,
      SubjectKeys keys,
      IdGenerator ids,
      PlatformTransactionManager transactions) {
    this.rows = rows;
    this.lookups = lookups;
    this.cipher = cipher;
    this.keys = keys;
    this.ids = ids;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public SubjectId member(
      OrganizationId organization,
      String issuer,
      String sub,
      @Nullable String name,
      @Nullable String email) {
    return subject(
        Kind.MEMBER, organization, lookups.of(Kind.MEMBER, issuer, sub), new Person(name, email));
  }

  @Override
  public boolean isMember(SubjectId subject, String issuer, String sub) {
    return rows.find(lookups.of(Kind.MEMBER, issuer, sub))
        .map(StoredSubject::id)
        .filter(subject::equals)
        .isPresent();
  }

  @Override
  public SubjectId operator(
      String issuer, String sub, @Nullable String name, @Nullable String email) {
    return subject(
        Kind.MEMBER, null, lookups.of(Kind.MEMBER, issuer, sub), new Person(name, email));
  }

  @Override
  public SubjectId authorizer(
      OrganizationId organization, long hubSpotUserId, @Nullable String email) {
    var account = Long.toString(hubSpotUserId);
    return subject(
        Kind.AUTHORIZER,
        organization,
        lookups.of(Kind.AUTHORIZER, HUBSPOT, account),
        new Person(null, email));
  }

  @Override
  public SubjectId service(String issuer, String clientId) {
    return subject(Kind.SERVICE, null, lookups.of(Kind.SERVICE, issuer, clientId), Person.NOBODY);
  }

  private SubjectId subject(
      Kind kind, @Nullable OrganizationId organization, byte[] lookup, Person person) {
    for (int tries = 0; tries < TRIES; tries++) {
      var found = brought(rows.find(lookup), organization, person);
      if (found.isPresent()) {
        return found.get();
      }
      rows.insertUnlessKnown(new SubjectId(ids.generateId().toString()), kind, lookup);
    }
    throw new IllegalStateException("a subject vanished");
  }

  /** Empty if there is none, or if it was erased meanwhile: then this account is a new subject. */
  private Optional<SubjectId> brought(
      Optional<StoredSubject> found, @Nullable OrganizationId organization, Person person) {
    return found
        .filter(row -> organization == null || isKnown(row.id(), organization))
        .filter(row -> isUpToDate(row, person) || update(row.id(), person))
        .map(StoredSubject::id);
  }

  private boolean isKnown(SubjectId id, OrganizationId organization) {
    if (!rows.isKnown(id, organization)) {
      rows.makeKnown(id, organization);
      return rows.isKnown(id, organization);
    }
    return true;
  }

  private boolean isUpToDate(StoredSubject row, Person person) {
    if (person.equals(Person.NOBODY)) {
      return true;
    }
    var before = cipher.open(row);
    return before.with(person).equals(before);
  }

  private boolean update(SubjectId id, Person person) {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              var row = rows.locked(id);
              row.ifPresent(living -> write(living, cipher.open(living).with(person)));
              return row.isPresent();
            }));
  }

  private void write(StoredSubject row, Person person) {
    try {
      if (row.key() == null) {
        var made = keys.make(row.id());
        rows.insertKey(row.id(), made.wrapped());
        rows.update(row.id(), cipher.seal(row.id(), made.key(), person));
      } else {
        rows.update(row.id(), cipher.seal(row.id(), keys.of(row), person));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key of subject " + row.id() + " does not open", e);
    }
  }
}
