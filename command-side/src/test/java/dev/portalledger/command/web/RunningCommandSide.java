package dev.portalledger.command.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.CommandSideApplication;
import dev.portalledger.command.CommandSideSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** The command side as a process of its own: real HTTP, real database, real sessions and tokens. */
public final class RunningCommandSide {

  private static final String CSRF = "0f8fad5b-d9cb-469f-a165-70867728950e";

  private static @Nullable RunningCommandSide instance;

  private final FakeIssuer issuer = new FakeIssuer();
  private final HubSpotStandIn hubSpot = new HubSpotStandIn();
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final ConfigurableApplicationContext context;

  private RunningCommandSide() {
    CommandDatabase.asOwner().sql(SESSIONS).update();
    CommandDatabase.asOwner().sql(NO_KEYS).update();
    var application = new SpringApplication(CommandSideApplication.class);
    application.setDefaultProperties(
        CommandSideSettings.of(
            CommandDatabase.url(),
            hubSpot.url(),
            issuer.url(),
            Map.of("ledger.hubspot.refresh.circuit-pause", "1ms")));
    context = application.run();
  }

  /** One for all tests: starting takes seconds. */
  public static synchronized RunningCommandSide get() {
    var running = instance;
    if (running == null) {
      running = new RunningCommandSide();
      instance = running;
    }
    return running;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  public FakeIssuer issuer() {
    return issuer;
  }

  public HubSpotStandIn hubSpot() {
    return hubSpot;
  }

  /** The same, for tests of other features. */
  public Browser browserOf(String org, String role) {
    return browser(org, role);
  }

  /** A browser that is signed in; null for no organization. */
  Browser browser(@Nullable String org, String... roles) {
    return browser(Instant.now(), org, roles);
  }

  Browser browser(Instant since, @Nullable String org, String... roles) {
    var sessions = context.getBean(SessionRepository.class);
    return new Browser(signIn(sessions, since, org, roles));
  }

  @SuppressWarnings("unchecked") // whichever session the repository makes, it can save
  private <S extends Session> String signIn(
      SessionRepository<?> untyped, Instant since, @Nullable String org, String... roles) {
    var sessions = (SessionRepository<S>) untyped;
    var authorities =
        Arrays.stream(roles).map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList();
    var claims = OidcIdToken.withTokenValue("t").subject("user-" + org).issuer(issuer.url());
    claims.claim("name", "Olga").claim("email", "olga@acme.test");
    if (org != null) {
      claims.claim("org", org);
    }
    var user = new DefaultOidcUser(authorities, claims.build(), "sub");
    S session = sessions.createSession();
    session.setAttribute(
        "SPRING_SECURITY_CONTEXT",
        new SecurityContextImpl(new OAuth2AuthenticationToken(user, authorities, "ledger")));
    session.setAttribute(
        "org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository.CSRF_TOKEN",
        new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", CSRF));
    sessions.save(session);
    CommandDatabase.asOwner()
        .sql("update web.session set creation_time = :since where session_id = :id")
        .param("since", since.toEpochMilli())
        .param("id", session.getId())
        .update();
    return session.getId();
  }

  public URI at(String path) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With a token and, for a POST, a fresh Idempotency-Key. */
  public HttpRequest.Builder api(String method, String path, @Nullable String token, String body) {
    var request =
        HttpRequest.newBuilder(at(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (method.equals("POST")) {
      request.header("Idempotency-Key", UUID.randomUUID().toString());
    }
    return request;
  }

  /** A signed-in browser: its session cookie, and the token its forms carry. */
  public record Browser(String session) {

    HttpRequest.Builder signed(HttpRequest.Builder request) {
      var cookie = Base64.getEncoder().encodeToString(session.getBytes(UTF_8));
      return request.header("Cookie", "__Host-ledger=" + cookie).header("Accept", "text/html");
    }

    /** As a form of ours posts it. */
    HttpRequest.Builder post(URI uri) {
      return signed(HttpRequest.newBuilder(uri))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString("_csrf=" + masked()));
    }

    /** A form with fields of its own. */
    public HttpRequest.Builder form(String path, String fields) {
      return signed(HttpRequest.newBuilder(get().at(path)))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(fields + "&_csrf=" + masked()));
    }

    /** Spring masks tokens against guessing by compression; a mask of zeros hides nothing. */
    static String masked() {
      byte[] token = CSRF.getBytes(UTF_8);
      var both = new byte[token.length * 2];
      System.arraycopy(token, 0, both, token.length, token.length);
      return Base64.getUrlEncoder().encodeToString(both);
    }
  }

  /** An answer, briefly. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    public List<String> headers(String name) {
      return response.headers().allValues(name);
    }

    /** The last part of the problem's type. */
    public String problem() {
      var type =
          body().replaceFirst("(?s).*\"type\"\\s*:\\s*\"[^\"]*/problems/([a-z-]+)\".*", "$1");
      return type.equals(body()) ? "no problem: " + status() + " " + body() : type;
    }
  }

  /** A node does not start beside what tests of single classes left under keys of their own. */
  private static final String NO_KEYS =
      """
      update command.data_key set wrapped = null, destroyed_at = clock_timestamp()
       where owner = 'sealed' and destroyed_at is null;
      delete from subject.data_key
      """;

  /** The query side's tables, which the command side reads and writes too. */
  private static final String SESSIONS =
      """
      create schema if not exists web;
      grant usage on schema web to ledger_command;
      create table if not exists web.session (
        primary_id char(36) not null primary key, session_id char(36) not null,
        creation_time bigint not null, last_access_time bigint not null,
        max_inactive_interval integer not null, expiry_time bigint not null,
        principal_name varchar(100));
      create table if not exists web.session_attributes (
        session_primary_id char(36) not null references web.session on delete cascade,
        attribute_name varchar(200) not null, attribute_bytes bytea not null,
        primary key (session_primary_id, attribute_name));
      grant select, insert, update, delete on all tables in schema web to ledger_command
      """;
}
