package dev.portalledger.events.connection;

import dev.portalledger.events.subject.SubjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was consented to, as HubSpot's introspection said it.
 *
 * @param generation 1, 2, 3 … one per grant of a connection
 * @param authorizer the HubSpot user who consented
 * @param scopes as granted, not as asked for; sorted, without repeats
 * @param hubDomain the portal's own website domain (company data); HubSpot may leave it out
 */
public record Grant(
    int generation,
    SubjectId authorizer,
    AuthorizerStanding authorizerStanding,
    List<String> scopes,
    @Nullable String hubDomain) {

  public Grant {
    scopes = scopes.stream().distinct().sorted().toList();
  }
}
