package dev.portalledger.command.subject;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.jspecify.annotations.Nullable;

/**
 * Gives every person and machine one random id. The same one comes back for the same account, also
 * when first seen twice at once; name and address are brought up to date. Whoever was erased and
 * comes back is somebody new.
 */
public interface Subjects {

  /** A person of an organization, signed in by the identity provider. */
  SubjectId member(
      OrganizationId organization,
      String issuer,
      String sub,
      @Nullable String name,
      @Nullable String email);

  /** A person outside any organization. */
  SubjectId operator(String issuer, String sub, @Nullable String name, @Nullable String email);

  /** The HubSpot user who consented to what the organization asked for. */
  SubjectId authorizer(OrganizationId organization, long hubSpotUserId, @Nullable String email);

  /** Whether the account is this subject's; it is not any more once the subject is erased. */
  boolean isMember(SubjectId subject, String issuer, String sub);

  /** A machine client. Nothing personal is kept of it. */
  SubjectId service(String issuer, String clientId);
}
