package dev.portalledger.command.subject;

import dev.portalledger.events.subject.SubjectId;
import org.jspecify.annotations.Nullable;

/**
 * Gives every person and machine one random id. The same one comes back for the same account, also
 * when first seen twice at once; name and address are brought up to date.
 */
public interface Subjects {

  /** A person signed in by the identity provider. */
  SubjectId member(String issuer, String sub, @Nullable String name, @Nullable String email);

  /** The HubSpot user who consented. */
  SubjectId authorizer(long hubSpotUserId, @Nullable String email);

  /** A machine client of an organization. */
  SubjectId service(String issuer, String clientId);
}
