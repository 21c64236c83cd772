package dev.portalledger.query.audittrail;

import dev.portalledger.query.people.Person;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry in the words of a page. */
record Told(Entry entry, Map<String, Person> named) {

  public String outcomeText() {
    String name = entry.outcome().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  public String outcomeClass() {
    return entry.outcome().name().toLowerCase(Locale.ROOT);
  }

  public String actor() {
    return Involved.name(named, entry.actor());
  }

  public @Nullable String authorizer() {
    return entry.authorizer() == null ? null : Involved.name(named, entry.authorizer());
  }

  public String sentence() {
    return new Sentence(entry, named).text();
  }

  /** Whose personal data it is about; null for entries that are about none. */
  public @Nullable String subject() {
    return entry.subject() == null ? null : Involved.name(named, entry.subject());
  }

  /** What to do about it; null if nothing is to be done. */
  public @Nullable String wayOut() {
    return WayOut.of(entry);
  }

  /** Whether this is HubSpot's last answer to a revocation: then there is a certificate of it. */
  public boolean isCertified() {
    return entry.kind() == Kind.REVOCATION_PROVEN
        || entry.kind() == Kind.REVOCATION_NOT_PROVEN
        || entry.kind() == Kind.UPSTREAM_REVOCATION_FAILED;
  }

  /** What an entry's cause is called. */
  public String causeLabel() {
    return switch (entry.kind()) {
      case RECORDS_EXPORTED, EXPORT_CUT_OFF, RECORDS_READ -> "Records";
      default -> entry.detail() == null || entry.subject() != null ? "Cause" : "Purpose";
    };
  }

  /** What an entry's detail is called. */
  public String detailLabel() {
    if (entry.subject() != null) {
      return "Case";
    }
    return switch (entry.kind()) {
      case ACCESS_LEASED, LEDGER_FORKED -> "Reason";
      case RETENTION_APPLIED -> "Dropped";
      case SIGNING_KEY_ANNOUNCED -> "Key";
      default -> "Asked for";
    };
  }
}
