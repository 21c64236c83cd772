package dev.portalledger.command.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.CommandSideApplication;
import dev.portalledger.command.CommandSideSettings;
import dev.portalledger.command.connection.ConnectPortal;
import dev.portalledger.command.connection.Consent;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.organization.RegisterOrganization;
import dev.portalledger.command.refresh.FreshTokens;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The command side with a database and a HubSpot of its own, and nothing that happens by itself: a
 * test takes every step, and turns the clock by moving what is due.
 */
public final class ProvenLedger {

  public static final OrganizationId ACME = new OrganizationId("acme");

  private static final SubjectId OLGA = new SubjectId("olga");
  private static final AtomicLong PORTALS = new AtomicLong(40_000);
  private static final String DATABASE = "proving";

  private static @Nullable ProvenLedger instance;

  private final PretendedHubSpot hubSpot = new PretendedHubSpot();
  private final ConfigurableApplicationContext context;
  private final JdbcClient db;

  private ProvenLedger() {
    var server = new DriverManagerDataSource(CommandDatabase.url(), "postgres", "postgres");
    JdbcClient.create(server).sql("create database proving owner ledger_owner").update();
    db = JdbcClient.create(new DriverManagerDataSource(url(), "ledger_owner", "ledger_owner"));
    var application = new SpringApplication(CommandSideApplication.class);
    application.setDefaultProperties(settings());
    application.addInitializers(
        early ->
            ((GenericApplicationContext) early)
                .registerBean(
                    FreshTokens.class,
                    () -> new PretendedRefreshes(hubSpot, early),
                    bean -> bean.setPrimary(true)));
    context = application.run();
    context.getBean("scheduling", SmartLifecycle.class).stop();
    var _ =
        commands()
            .send(new RegisterOrganization(ACME, "Acme", Plan.CUSTOM, List.of()), Commands.SYSTEM);
  }

  /** One for all tests: starting takes seconds. */
  public static synchronized ProvenLedger get() {
    var running = instance;
    if (running == null) {
      running = new ProvenLedger();
      instance = running;
    }
    return running;
  }

  /** Nothing connected, nothing held, HubSpot well, the journal unread. */
  public ProvenLedger emptied() {
    hubSpot.is(PretendedHubSpot.Mood.WELL);
    hubSpot.takes(Duration.ZERO);
    closeTheCircuit();
    hubSpot.forgetCalls();
    hubSpot.forgetsTheJournal();
    db.sql(
            """
            delete from proof.connection;
            delete from command.ending;
            delete from command.delivery;
            update command.ending_guard set open_since = null, let_through_until = null;
            update command.journal set journal_offset = null, read_at = null, subscribed_at = null;
            """)
        .update();
    return this;
  }

  /** A test before this one may have left HubSpot down. */
  private void closeTheCircuit() {
    for (int call = 0; call < 5; call++) {
      var _ = bean(HubSpot.class).introspect(new RefreshToken("refresh-1-1"));
    }
  }

  public PretendedHubSpot hubSpot() {
    return hubSpot;
  }

  public JdbcClient db() {
    return db;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  public Commands commands() {
    return bean(Commands.class);
  }

  /** A portal of its own, connected as after a round trip. */
  public PortalId connected() {
    var portal = new PortalId(PORTALS.incrementAndGet());
    grant(portal, 1);
    return portal;
  }

  /** Another grant of the same portal. */
  public void grant(PortalId portal, int generation) {
    grantTo(ACME, portal, generation);
  }

  /**
   * A grant of an organization's.
   *
   * @param token tells what HubSpot gives out from what it gave out before
   */
  public void grantTo(OrganizationId organization, PortalId portal, int token) {
    var attempt = consented(organization, portal, token);
    var consent =
        new Consent(
            new SubjectId("hugo"),
            AuthorizerStanding.SUPER_ADMIN,
            List.of("oauth"),
            List.of("oauth"),
            null);
    var _ = commands().send(new ConnectPortal(organization, portal, attempt, consent, OLGA), OLGA);
  }

  /** HubSpot has given out tokens, and nothing is decided about them yet. */
  public AttemptId consented(PortalId portal, int token) {
    return consented(ACME, portal, token);
  }

  private AttemptId consented(OrganizationId organization, PortalId portal, int token) {
    var attempt = new AttemptId(UUID.randomUUID().toString());
    openAttempt(attempt);
    var _ =
        bean(Vault.class)
            .keepPending(
                attempt,
                organization,
                new Tokens(
                    new AccessToken("access-%s-%d".formatted(portal, token)),
                    Instant.now().plusSeconds(1800),
                    new RefreshToken("refresh-%s-%d".formatted(portal, token))));
    return attempt;
  }

  private void openAttempt(AttemptId attempt) {
    db.sql(
            """
            insert into command.attempt (attempt_id, organization_id, initiator, state_sha256,
              browser_sha256, verifier_ct, required_scopes, optional_scopes, phase, expires_at)
            values (:attempt, 'acme', 'olga', :state, '', '', '{}', '{}', 'CONSUMED',
              clock_timestamp() + interval '10 minutes')
            """)
        .param("attempt", attempt.value())
        .param("state", attempt.value().getBytes(UTF_8))
        .update();
  }

  /** Rounds of a lane until nothing is due; so many at once as a busy machine still answers. */
  public void prove() {
    do {
      var _ = bean(Proving.class).prove(Pace.of(50));
    } while (count("select count(*) from proof.connection where next_at <= clock_timestamp()") > 0);
  }

  /** Turns the clock until every connection is due. */
  public void laterToday() {
    db.sql("update proof.connection set next_at = clock_timestamp() where next_at is not null")
        .update();
  }

  /** What a row of the schedule says, as text. */
  public String row(PortalId portal, String expression) {
    return String.valueOf(
        db.sql(
                "select (%s)::text as it from proof.connection where portal_id = :portal"
                    .formatted(expression))
            .param("portal", portal.value())
            .query()
            .singleRow()
            .get("it"));
  }

  /** The kinds of events a portal has, with their causes, oldest first. */
  public List<String> events(PortalId portal) {
    return db.sql(
            """
            select regexp_replace(payload_type, '^.*[.]', '')
                   || coalesce(' ' || (convert_from(payload, 'UTF8')::jsonb ->> 'cause'), '')
              from events.event where aggregate_identifier = :stream order by sequence_number
            """)
        .param("stream", portal.stream())
        .query(String.class)
        .list();
  }

  public int count(String sql) {
    return db.sql(sql).query(Integer.class).single();
  }

  /** For another process on the same database, keys and HubSpot. */
  public List<String> arguments() {
    var environment = context.getEnvironment();
    return settings().keySet().stream()
        .map(key -> "--" + key + "=" + environment.getProperty(key))
        .toList();
  }

  private static String url() {
    return CommandDatabase.url().replaceFirst("/postgres$", "/" + DATABASE);
  }

  private Map<String, Object> settings() {
    return CommandSideSettings.of(
        url(),
        hubSpot.url(),
        "http://localhost:1",
        Map.of(
            "spring.session.jdbc.cleanup-cron", "-",
            "ledger.hubspot.refresh.circuit-pause", "1ms"));
  }
}
