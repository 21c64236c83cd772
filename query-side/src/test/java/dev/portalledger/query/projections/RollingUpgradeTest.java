package dev.portalledger.query.projections;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.grant;
import static dev.portalledger.query.Samples.minutesLater;
import static dev.portalledger.query.Samples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.StoredName;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.eventstore.EventTypes;
import dev.portalledger.eventstore.EventTypes.EventType;
import dev.portalledger.eventstore.TestPostgres;
import dev.portalledger.query.Recorder;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.Samples;
import dev.portalledger.query.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Query sides of two versions on one database: N to N+1, back, and on again. Today's version is
 * N+1; N is the one that knew no reconnecting, and revocations in their first form only.
 */
class RollingUpgradeTest {

  private static final int A = 81_001;
  private static final int B = 81_002;
  private static final int C = 81_003;
  private static final int D = 81_004;

  private EmbeddedPostgres server;
  private String url;
  private JdbcClient db;
  private ConfigurableApplicationContext recorder;

  @BeforeEach
  void start() {
    server = TestPostgres.start();
    url = TestDatabase.prepared(server);
    db = JdbcClient.create(TestDatabase.asSuperuser(url));
    recorder = Recorder.start(url);
  }

  @AfterEach
  void stop() throws IOException {
    recorder.close();
    server.close();
  }

  @Test
  @DisplayName("R27: what an older node cannot read waits, and nothing is lost on the way back")
  void there_and_back_and_on_again() {
    try (var old = old()) {
      record("org-acme", 0, registered(ACME, Plan.CUSTOM));
      record(stream(A), 0, connected(ACME, new PortalId(A)));
      record(stream(B), 0, connected(ACME, new PortalId(B)));
      await("both are shown", () -> status(A).equals("CONNECTED 1") && shows(B, "CONNECTED 1"));

      try (var next = next()) {
        record(stream(A), 1, revoked(A));
        record(stream(B), 1, reconnected(B));
        record(stream(C), 0, connected(ACME, new PortalId(C)));
        await("C is shown by whoever reads it", () -> shows(C, "CONNECTED 1"));
        await(
            "the newer takes what the older parked",
            () -> tryAgain(next) == 0 && shows(A, "DISCONNECTED 1"));
        await("as well", () -> shows(B, "CONNECTED 2"));
      }

      record(stream(C), 1, revoked(C));
      record(stream(C), 2, confirmed(C));
      record(stream(D), 0, connected(ACME, new PortalId(D)));
      await("others go on", () -> shows(D, "CONNECTED 1"));
      await(
          "C waits in its order", () -> parkedOf(C) == 2 && tryAgain(old) > 0 && parkedOf(C) == 2);
      assertThat(status(C)).isEqualTo("CONNECTED 1");
      assertThat(old.getBean(ParkedEvents.class).health().getStatus())
          .isEqualTo(new Status("DEGRADED"));
    }
    try (var next = next()) {
      await("C is told", () -> tryAgain(next) == 0 && shows(C, "DISCONNECTED 1"));
      assertThat(upstream(C)).isEqualTo("CONFIRMED");
      await("the trail has each event once", () -> trail().equals(recorded()));
    }
  }

  private ConfigurableApplicationContext next() {
    return RunningQuerySide.start(0, Map.of("spring.datasource.url", url));
  }

  private ConfigurableApplicationContext old() {
    return RunningQuerySide.start(0, Map.of("spring.datasource.url", url), Before.class);
  }

  /** No configuration: the scan of the query side would find it. */
  static class Before {

    @Bean
    static BeanPostProcessor typesOfBefore() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return name.equals("queryEventTypes") ? before() : bean;
        }
      };
    }

    private static EventTypes before() {
      return EventTypes.of(
          StoredName.ALL.stream()
              .filter(stored -> stored.event() != PortalReconnected.class)
              .map(Before::type)
              .toList());
    }

    private static EventType type(StoredName stored) {
      return stored.event() == PortalRevoked.class
          ? new EventType(stored.name(), "1", stored.event())
          : new EventType(
              stored.name(),
              stored.revision(),
              stored.event(),
              List.of(),
              stored.earlierRevisions());
    }
  }

  /** How many events wait afterwards, in all projections. */
  private long tryAgain(ConfigurableApplicationContext node) {
    var parked = node.getBean(ParkedEvents.class);
    node.getBean(Projections.class).groups().forEach(parked::tryAgain);
    return db.sql("select count(*) from events.dead_letter_entry").query(Long.class).single();
  }

  private long parkedOf(int portal) {
    return db.sql(
            """
            select count(*) from events.dead_letter_entry
             where processing_group = 'client-accounts' and sequence_identifier = :stream
            """)
        .param("stream", stream(portal))
        .query(Long.class)
        .single();
  }

  private boolean shows(int portal, String status) {
    return status(portal).equals(status);
  }

  private String status(int portal) {
    return db.sql(
            "select status || ' ' || generation from query.client_accounts where portal_id = :portal")
        .param("portal", portal)
        .query(String.class)
        .optional()
        .orElse("");
  }

  private String upstream(int portal) {
    return db.sql("select upstream_revocation from query.client_accounts where portal_id = :portal")
        .param("portal", portal)
        .query(String.class)
        .single();
  }

  private List<String> trail() {
    return db.sql("select event_id from query.audit_trail order by 1").query(String.class).list();
  }

  private List<String> recorded() {
    return db.sql("select event_identifier from events.event order by 1")
        .query(String.class)
        .list();
  }

  private void record(String stream, long version, Object event) {
    recorder
        .getBean(EventStore.class)
        .publish(
            new GenericDomainEventMessage<>(
                "type",
                stream,
                version,
                event,
                Map.of("actor", "subject-operator", "organization", "acme")));
  }

  private static String stream(int portal) {
    return "portal-" + portal;
  }

  private static PortalReconnected reconnected(int portal) {
    return new PortalReconnected(
        new PortalId(portal),
        ACME,
        grant(2, null),
        new AttemptId("attempt-" + portal),
        Samples.OLIVIA,
        minutesLater(1));
  }

  private static PortalRevoked revoked(int portal) {
    return new PortalRevoked(
        new PortalId(portal),
        ACME,
        1,
        RevocationCause.REMOVED_BY_MEMBER,
        Samples.OLIVIA,
        RevocationExtent.GRANT,
        null,
        minutesLater(1));
  }

  private static UpstreamRevocationConfirmed confirmed(int portal) {
    return new UpstreamRevocationConfirmed(new PortalId(portal), ACME, 1, minutesLater(2));
  }

  private static void await(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
