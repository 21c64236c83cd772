package dev.portalledger.command.hubspot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What HubSpot says of a token. */
public sealed interface Introspection {

  /**
   * The grant lives.
   *
   * @param userEmail the authorizer's address, if HubSpot told; personal data
   * @param scopes sorted, without repeats
   * @param hubDomain the portal's own website domain, if HubSpot told
   */
  record Active(
      long hubId,
      long userId,
      @Nullable String userEmail,
      String clientId,
      List<String> scopes,
      @Nullable String hubDomain)
      implements Introspection {

    public Active {
      scopes = scopes.stream().distinct().sorted().toList();
    }

    @Override
    public String toString() {
      return "Active[hubId=%d, clientId=%s, scopes=%s]".formatted(hubId, clientId, scopes);
    }
  }

  /** HubSpot does not know the token, or no longer honours it. */
  record Inactive() implements Introspection {}

  /** HubSpot said neither. */
  record Failed(HubSpotFailure failure) implements Introspection {}
}
