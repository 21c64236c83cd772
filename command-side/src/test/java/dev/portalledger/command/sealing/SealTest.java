package dev.portalledger.command.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.sealing.Seal.State;
import dev.portalledger.command.web.RunningCommandSide;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.sealing.LedgerForked;
import dev.portalledger.events.sealing.SigningKeyAnnounced;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** T30: what is not sealed does not grow at a member's wish. */
class SealTest {

  private static final OrganizationId ACME = new OrganizationId("seal-acme");

  private final RunningCommandSide side = RunningCommandSide.get();
  private final JdbcClient owner = CommandDatabase.asOwner();

  /** As far as the query side's tables were agreed upon. */
  @BeforeEach
  void the_query_sides_tables() {
    drop();
    assertThat(state(ACME)).as("not installed").isEqualTo(State.WHOLE);
    owner
        .sql(
            """
            create schema sealing;
            grant usage on schema sealing to ledger_command;
            create table sealing.sealer (one_row boolean primary key default true, position bigint not null);
            insert into sealing.sealer select true, position from events.sequencer;
            create table sealing.signer (one_row boolean primary key default true, alive_at timestamptz not null);
            create table sealing.refusal (organization text primary key, why text not null);
            create table sealing.announcement (
              announcement_id text primary key, organization text not null, kind text not null, epoch integer not null,
              signed_size bigint not null, kept_size bigint not null, detail text not null,
              made_at timestamptz not null default clock_timestamp(), recorded_at timestamptz);
            grant select on all tables in schema sealing to ledger_command;
            grant update (recorded_at) on sealing.announcement to ledger_command
            """)
        .update();
  }

  @AfterEach
  void drop() {
    owner.sql("drop schema if exists sealing cascade").update();
  }

  private State state(OrganizationId organization) {
    var db = JdbcClient.create(CommandDatabase.asCommandSide());
    return new Seal(db, new SealingSettings(Duration.ofMinutes(1))).of(organization);
  }

  private void signerSeen(String ago) {
    owner
        .sql(
            """
            insert into sealing.signer (alive_at) values (clock_timestamp() - cast(:ago as interval))
            on conflict (one_row) do update set alive_at = excluded.alive_at
            """)
        .param("ago", ago)
        .update();
  }

  private void refuse(String organization) {
    owner
        .sql("insert into sealing.refusal values (:organization, '30 were signed, 20 are left')")
        .param("organization", organization)
        .update();
  }

  @Test
  void where_no_signer_ever_was_nobody_waits_for_one() {
    assertThat(state(ACME)).isEqualTo(State.WHOLE);
  }

  @Test
  void a_signer_that_fell_silent_is_waited_for() {
    signerSeen("59 s");
    assertThat(state(ACME)).isEqualTo(State.WHOLE);
    signerSeen("61 s");
    assertThat(state(ACME)).isEqualTo(State.STANDS_STILL);
  }

  @Test
  void what_is_not_sealed_in_time_stands_still() {
    signerSeen("0 s");
    register("seal-" + UUID.randomUUID().toString().substring(0, 8));
    awaitPositions();
    assertThat(state(ACME)).isEqualTo(State.WHOLE);

    var db = JdbcClient.create(CommandDatabase.asCommandSide());
    var impatient = new Seal(db, new SealingSettings(Duration.ofMillis(1)));
    signerSeen("-1 min");
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    assertThat(impatient.of(ACME)).isEqualTo(State.STANDS_STILL);
  }

  @Test
  void a_ledger_that_is_refused_is_broken_and_no_other() {
    signerSeen("0 s");
    refuse(ACME.value());

    assertThat(state(ACME)).isEqualTo(State.BROKEN);
    assertThat(state(new OrganizationId("seal-other"))).isEqualTo(State.WHOLE);
  }

  @Test
  @DisplayName("T30: while a ledger is refused members get a clear 503, and the operator goes on")
  void the_api_is_read_only_while_a_ledger_is_refused() {
    signerSeen("0 s");
    var broken = "seal-" + UUID.randomUUID().toString().substring(0, 8);
    register(broken);
    var features = "{\"features\":[\"AUDIT\"]}";
    var token = side.issuer().token("owner", broken, "OWNER");
    assertThat(send("PUT", "/api/v1/organization/features", token, features).status())
        .isEqualTo(200);
    refuse(broken);

    var refused = eventually503(token, features);

    assertThat(refused.problem()).isEqualTo("ledger-not-sealed");
    assertThat(refused.header("Retry-After")).isEqualTo("30");
    assertThat(refused.body()).contains("not what was signed");
    assertThat(send("POST", "/api/v1/portals/7/leases", token, "{}").status()).isEqualTo(503);
    assertThat(send("DELETE", "/api/v1/portals/7", token, "").status()).isEqualTo(503);
    var operator = side.issuer().token("op", null, "OPERATOR");
    var plan = "{\"plan\":\"ULTIMATE\"}";
    assertThat(send("PUT", "/api/v1/organizations/" + broken + "/plan", operator, plan).status())
        .isEqualTo(200);
  }

  @Test
  void what_a_signer_announces_becomes_events_of_the_ledger() {
    var fork = announce("FORK", "restored");
    var key = announce("KEY", "ledger.test/org/seal-acme+1a2b3c4d+AQ==");

    side.bean(AnnouncementRecording.class).recordDue();

    assertThat(recorded(fork).getFirst().getPayload())
        .isInstanceOfSatisfying(
            LedgerForked.class,
            event -> {
              assertThat(event.organizationId()).isEqualTo(ACME);
              assertThat(event.epoch()).isEqualTo(2);
              assertThat(event.signedEvents()).isEqualTo(30);
              assertThat(event.keptEvents()).isEqualTo(20);
              assertThat(event.reason()).isEqualTo("restored");
            });
    assertThat(recorded(key).getFirst().getPayload())
        .isInstanceOfSatisfying(
            SigningKeyAnnounced.class,
            event -> assertThat(event.publicKey()).endsWith("+1a2b3c4d+AQ=="));
    side.bean(AnnouncementRecording.class).recordDue();
    assertThat(recorded(fork)).hasSize(1);
  }

  private String announce(String kind, String detail) {
    var id = UUID.randomUUID().toString();
    owner
        .sql(
            "insert into sealing.announcement values (:id, :organization, :kind, 2, 30, 20, :detail)")
        .param("id", id)
        .param("organization", ACME.value())
        .param("kind", kind)
        .param("detail", detail)
        .update();
    return id;
  }

  private List<? extends DomainEventMessage<?>> recorded(String id) {
    return side.bean(EventStore.class).readEvents("sealing-" + id).asStream().toList();
  }

  private void register(String organization) {
    var body =
        """
        {"organizationId":"%s","name":"Sealed","plan":"PRO","features":["AUDIT"]}
        """
            .formatted(organization);
    var operator = side.issuer().token("op", null, "OPERATOR");
    assertThat(send("POST", "/api/v1/organizations", operator, body).status()).isEqualTo(201);
  }

  private void awaitPositions() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!isBehind() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(isBehind()).isTrue();
  }

  private boolean isBehind() {
    return owner
        .sql(
            "select (select max(position) from events.event_position) > position from sealing.sealer")
        .query(Boolean.class)
        .single();
  }

  /** What is known of the seal may be a second old. */
  private Answer eventually503(String token, String body) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      var answer = send("PUT", "/api/v1/organization/features", token, body);
      if (answer.status() == 503 || System.nanoTime() > end) {
        return answer;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private Answer send(String method, String path, String token, String body) {
    return side.send(side.api(method, path, token, body));
  }
}
