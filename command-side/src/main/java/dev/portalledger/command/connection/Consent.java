package dev.portalledger.command.connection;

import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.subject.SubjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What HubSpot says was granted, before anybody decided to take it.
 *
 * @param scopes as introspected; sorted, without repeats
 * @param requiredScopes asked for and indispensable; sorted
 * @param hubDomain the portal's own website domain, if HubSpot told
 */
public record Consent(
    SubjectId authorizer,
    AuthorizerStanding authorizerStanding,
    List<String> scopes,
    List<String> requiredScopes,
    @Nullable String hubDomain) {

  public Consent {
    scopes = scopes.stream().distinct().sorted().toList();
    requiredScopes = requiredScopes.stream().distinct().sorted().toList();
  }

  List<String> missing() {
    return requiredScopes.stream().filter(scope -> !scopes.contains(scope)).toList();
  }

  Grant asGeneration(int generation) {
    return new Grant(generation, authorizer, authorizerStanding, scopes, hubDomain);
  }
}
