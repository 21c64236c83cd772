package dev.portalledger.command.subject;

import dev.portalledger.events.subject.SubjectId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends the sessions of a member: they know name and address, and the next request would bring the
 * member back. A session says the account in its own words only, so each account that is signed in
 * is looked up as at a sign-in.
 */
@Component
final class SessionsOfSubject {

  private final JdbcClient db;
  private final Lookups lookups;
  private final String issuer;

  SessionsOfSubject(
      JdbcClient db, Lookups lookups, @Value("${ledger.sign-in.issuer:}") String issuer) {
    this.db = db;
    this.lookups = lookups;
    this.issuer = issuer;
  }

  void end(SubjectId subject) {
    byte[] lookup = lookupOf(subject);
    if (lookup != null && sessionsAreKept()) {
      signedIn().stream()
          .filter(account -> Arrays.equals(lookups.of(Kind.MEMBER, issuer, account), lookup))
          .forEach(this::end);
    }
  }

  /** The tables are the query side's; there are none before it first ran. */
  private boolean sessionsAreKept() {
    return db.sql(
            """
            select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            where n.nspname = 'web' and c.relname = 'session')
            """)
        .query(Boolean.class)
        .single();
  }

  private List<String> signedIn() {
    return db.sql(
            "select distinct principal_name from web.session where principal_name is not null")
        .query(String.class)
        .list();
  }

  private byte @Nullable [] lookupOf(SubjectId subject) {
    return db
        .sql("select lookup from subject.subject where subject_id = :id and lookup is not null")
        .param("id", subject.value())
        .query(byte[].class)
        .list()
        .stream()
        .findFirst()
        .orElse(null);
  }

  private void end(String account) {
    db.sql("delete from web.session where principal_name = :account")
        .param("account", account)
        .update();
  }
}
