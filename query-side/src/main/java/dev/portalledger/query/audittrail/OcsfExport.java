package dev.portalledger.query.audittrail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of the Open Cybersecurity Schema Framework a line: class Entity Management, with the
 * profile Record Integrity. The fingerprint is the leaf's hash, so it is one of the ledger's entry
 * and not of the line.
 */
final class OcsfExport implements ExportFormat.Writer {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String VERSION = "1.9.0";
  private static final int IDENTITY_AND_ACCESS_MANAGEMENT = 3;
  private static final int ENTITY_MANAGEMENT = 3004;
  private static final int INFORMATIONAL = 1;
  private static final int LOW = 2;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;
  private static final int SHA_256 = 3;
  private static final int PERSON = 1;
  private static final int SYSTEM = 3;

  private record Product(String name, @JsonProperty("vendor_name") String vendorName) {}

  private final OutputStream out;
  private final String organization;
  private final Checkpoint checkpoint;

  OcsfExport(OutputStream out, String organization, Checkpoint checkpoint) {
    this.out = out;
    this.organization = organization;
    this.checkpoint = checkpoint;
  }

  @Override
  public void write(Exported exported) throws IOException {
    out.write(JSON.writeValueAsBytes(event(exported)));
    out.write('\n');
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  private Map<String, Object> event(Exported exported) {
    Entry entry = exported.entry();
    var activity = OcsfActivity.of(entry.kind());
    boolean failed = isFailure(entry.outcome());
    var event = new LinkedHashMap<String, Object>();
    event.put("time", entry.occurredAt().toEpochMilli());
    event.put("category_uid", IDENTITY_AND_ACCESS_MANAGEMENT);
    event.put("category_name", "Identity & Access Management");
    event.put("class_uid", ENTITY_MANAGEMENT);
    event.put("class_name", "Entity Management");
    event.put("activity_id", activity.id());
    event.put("activity_name", activity.caption());
    event.put("type_uid", ENTITY_MANAGEMENT * 100 + activity.id());
    event.put("type_name", "Entity Management: " + activity.caption());
    event.put("severity_id", failed ? LOW : INFORMATIONAL);
    event.put("status_id", failed ? FAILURE : SUCCESS);
    event.put("status", failed ? "Failure" : "Success");
    put(event, "status_code", entry.cause());
    event.put("message", exported.sentence());
    event.put("actor", Map.of("user", actor(exported)));
    event.put("entity", entity(entry));
    event.put("metadata", metadata(exported));
    event.put("attestation_list", List.of(attestation(exported)));
    event.put("unmapped", unmapped(exported));
    return event;
  }

  private static boolean isFailure(Outcome outcome) {
    return switch (outcome) {
      case REFUSED, DENIED, FAILED, ABANDONED -> true;
      case STARTED, SUCCEEDED, ENDED, CHANGED -> false;
    };
  }

  private static Map<String, Object> actor(Exported exported) {
    var user = new LinkedHashMap<String, Object>();
    user.put("uid", exported.entry().actor());
    user.put("name", exported.actorName());
    user.put("type_id", exported.entry().actor().equals("system") ? SYSTEM : PERSON);
    return user;
  }

  private Map<String, Object> entity(Entry entry) {
    var entity = new LinkedHashMap<String, Object>();
    if (entry.portalId() != null) {
      entity.put("type", "HubSpot portal");
      entity.put("uid", String.valueOf(entry.portalId()));
      put(entity, "name", entry.hubDomain());
    } else if (entry.attemptId() != null) {
      entity.put("type", "Authorization");
      entity.put("uid", entry.attemptId());
    } else {
      entity.put("type", "Organization");
      entity.put("uid", organization);
    }
    return entity;
  }

  private Map<String, Object> metadata(Exported exported) {
    Entry entry = exported.entry();
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("version", VERSION);
    metadata.put("profiles", List.of("record_integrity"));
    metadata.put("product", new Product("Portal Ledger", "Portal Ledger"));
    metadata.put("log_name", "audit-trail");
    metadata.put("uid", entry.eventId());
    metadata.put("event_code", entry.kind().text());
    metadata.put("sequence", exported.index());
    metadata.put("tenant_uid", organization);
    metadata.put("original_time", entry.occurredAt().toString());
    return metadata;
  }

  private Map<String, Object> attestation(Exported exported) {
    var fingerprint = new LinkedHashMap<String, Object>();
    fingerprint.put("algorithm_id", SHA_256);
    fingerprint.put("algorithm", "SHA-256");
    fingerprint.put("value", exported.leaf());
    var attestation = new LinkedHashMap<String, Object>();
    attestation.put("uid", checkpoint.origin() + "/" + exported.index());
    attestation.put("authority_uid", checkpoint.origin());
    attestation.put("chain_uid", checkpoint.origin());
    attestation.put("fingerprint", fingerprint);
    return attestation;
  }

  private Map<String, Object> unmapped(Exported exported) {
    Entry entry = exported.entry();
    var more = new LinkedHashMap<String, Object>();
    more.put("leaf_index", exported.index());
    more.put("leaf_hash", exported.leaf());
    more.put("checkpoint_size", checkpoint.size());
    more.put("checkpoint_root", checkpoint.root());
    put(more, "authorizer", entry.authorizer());
    put(more, "authorizer_name", exported.authorizerName());
    put(more, "scopes", entry.scopes());
    put(more, "missing_scopes", entry.missingScopes());
    put(more, "expected_portal", entry.expectedPortal());
    put(more, "generation", entry.generation());
    put(more, "subject", entry.subject());
    put(more, "confirmed_by", entry.confirmedBy());
    put(more, "detail", entry.detail());
    put(more, "attempt_id", entry.attemptId());
    put(more, "plan", entry.plan());
    put(more, "features", entry.features());
    put(more, "residual_access_until", entry.residualAccessUntil());
    return more;
  }

  /** What an entry does not know is left out. */
  private static void put(Map<String, Object> object, String name, @Nullable Object value) {
    if (value != null && !(value instanceof Collection<?> all && all.isEmpty())) {
      object.put(name, value);
    }
  }
}
