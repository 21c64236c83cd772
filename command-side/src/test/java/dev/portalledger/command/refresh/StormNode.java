package dev.portalledger.command.refresh;

import dev.portalledger.events.connection.PortalId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * One process of a storm: waits for a line on its input, lets all its callers ask at once, and says
 * how many got a token.
 */
final class StormNode {

  static final String SPRING = "spring";
  static final long FIRST_PORTAL = 5_000;

  private static final int WARM_UP = 200;

  /**
   * One way to get tokens.
   *
   * @param pool of the database it works with
   */
  record Contender(JdbcClient pool, Caller caller) {}

  /** True if it got a token that lives. */
  interface Caller {
    boolean ask(int caller);
  }

  public static void main(String[] args) throws Exception {
    int callers = Integer.parseInt(args[4]);
    int connections = Integer.parseInt(args[5]);
    var contender = args[0].equals(SPRING) ? spring(args, connections) : ours(args, connections);
    IntStream.range(0, WARM_UP).forEach(_ -> ask(contender.pool()));
    System.out.println("ready");
    int _ = System.in.read();
    var unrelated = new UnrelatedQuery(contender.pool());
    var served = FreshTokensTest.together(callers, i -> asks(contender.caller(), i));
    System.out.printf(
        "served %d p99 %d%n",
        served.stream().filter(Boolean::booleanValue).count(), unrelated.p99Millis());
    System.exit(0);
  }

  private static void ask(JdbcClient pool) {
    var _ = pool.sql("select 1").query(Integer.class).single();
  }

  private static boolean asks(Caller caller, int number) {
    try {
      return caller.ask(number);
    } catch (RuntimeException _) {
      return false;
    }
  }

  private static Contender ours(String[] args, int connections) {
    var settings =
        Map.of(
            "ledger.hubspot.refresh.deadline", "20s",
            "ledger.hubspot.refresh.lease", "25s",
            "ledger.hubspot.refresh.patience", "24s");
    var node = new RefreshNode(args[1], args[2], Path.of(args[3]), settings, Clock.systemUTC());
    return new Contender(
        node.db(),
        i ->
            node.tokens()
                    .atLeast(
                        RefreshNode.ACME,
                        new PortalId(FIRST_PORTAL + i % connections),
                        Duration.ofMinutes(5))
                instanceof Fresh.Live);
  }

  private static Contender spring(String[] args, int connections) {
    var registrations = new InMemoryClientRegistrationRepository(registration(args[2]));
    var database = RefreshNode.pool(args[1]);
    var clients = new JdbcOAuth2AuthorizedClientService(new JdbcTemplate(database), registrations);
    var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, clients);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder().refreshToken().build());
    return new Contender(
        JdbcClient.create(database),
        i -> isAuthorized(manager, "portal-" + (FIRST_PORTAL + i % connections)));
  }

  private static boolean isAuthorized(OAuth2AuthorizedClientManager manager, String principal) {
    var client =
        manager.authorize(
            OAuth2AuthorizeRequest.withClientRegistrationId("hubspot")
                .principal(principal)
                .build());
    var expiresAt = client == null ? null : client.getAccessToken().getExpiresAt();
    return expiresAt != null && expiresAt.isAfter(Clock.systemUTC().instant());
  }

  static ClientRegistration registration(String hubSpot) {
    return ClientRegistration.withRegistrationId("hubspot")
        .clientId("app-1")
        .clientSecret("secret")
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("https://ledger.test/callback")
        .authorizationUri("https://app.hubspot.com/oauth/authorize")
        .tokenUri(hubSpot + "/oauth/2026-03/token")
        .build();
  }

  private StormNode() {}
}
