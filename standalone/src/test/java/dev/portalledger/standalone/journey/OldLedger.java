package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.StoredName;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.AccessLeased;
import dev.portalledger.events.lease.LeaseId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.subject.SubjectId;
import dev.portalledger.standalone.World;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * An organization whose ledger began many years ago: its events are written by the owner of the
 * database, each a minute after the one before.
 */
final class OldLedger {

  static final int SEGMENT = 256;

  private static final AtomicInteger LEDGERS = new AtomicInteger();

  final OrganizationId organization;
  final Agency agency;
  final JdbcClient owner = owner();
  private Instant next;

  private OldLedger(OrganizationId organization, Instant since) {
    this.organization = organization;
    this.agency = Agency.recorded(organization.value());
    this.next = since;
  }

  static OldLedger since(String moment) {
    var id = new OrganizationId("old-agency-" + LEDGERS.incrementAndGet());
    var ledger = new OldLedger(id, Instant.parse(moment));
    ledger.record(
        id.stream(),
        0,
        new OrganizationRegistered(id, "Old", Plan.ULTIMATE, List.of(Feature.AUDIT), ledger.next));
    return ledger;
  }

  /** More events of one of the demo's organizations. */
  static OldLedger of(String demo) {
    return new OldLedger(new OrganizationId(demo), Instant.now());
  }

  static JdbcClient owner() {
    return JdbcClient.create(
        new DriverManagerDataSource(
            setting("spring.datasource.url"),
            setting("ledger.database.owner-username"),
            setting("ledger.database.owner-password")));
  }

  /** As the application's own login; nothing it does stays unless it is committed. */
  static Connection asApplication() throws SQLException {
    var connection =
        DriverManager.getConnection(
            setting("spring.datasource.url"),
            setting("spring.datasource.username"),
            setting("spring.datasource.password"));
    connection.setAutoCommit(false);
    return connection;
  }

  /** The same for the owner of the database. */
  static Connection asOwner() throws SQLException {
    var connection =
        DriverManager.getConnection(
            setting("spring.datasource.url"),
            setting("ledger.database.owner-username"),
            setting("ledger.database.owner-password"));
    connection.setAutoCommit(false);
    return connection;
  }

  private static String setting(String name) {
    return World.get().product().getEnvironment().getRequiredProperty(name);
  }

  /** When the next event is recorded. */
  Instant now() {
    return next;
  }

  /** From here on events are as young as that. */
  void goOnAt(Instant moment) {
    next = moment;
  }

  /** Its id. */
  String record(String stream, long sequence, Object event) {
    var id = UUID.randomUUID().toString();
    owner
        .sql(
            """
            insert into events.event (aggregate_identifier, sequence_number, type, event_identifier, time_stamp,
                                      payload_type, payload_revision, meta_data, payload, tenant)
            values (:stream, :sequence, 'Test', :id, :at, :type, :revision, convert_to(:metadata, 'UTF8'),
                    convert_to(:payload, 'UTF8'), :organization)
            """)
        .param("stream", stream)
        .param("sequence", sequence)
        .param("id", id)
        .param("at", next.atOffset(ZoneOffset.UTC))
        .param("type", named(event).name())
        .param("revision", named(event).revision())
        .param("metadata", "{\"organization\":\"%s\",\"actor\":\"system\"}".formatted(organization))
        .param("payload", JsonMapper.shared().writeValueAsString(event))
        .param("organization", organization.value())
        .update();
    next = next.plusSeconds(60);
    return id;
  }

  /** Leases of nobody's portal, until there are so many events. */
  void leasesUpTo(long size) {
    while (size() < size) {
      var lease = new LeaseId(UUID.randomUUID().toString());
      record(
          lease.stream(),
          0,
          new AccessLeased(
              lease,
              new PortalId(1),
              organization,
              1,
              Purpose.AUDIT,
              "old",
              new SubjectId("subject-somebody"),
              List.of("oauth"),
              next.plusSeconds(900),
              next));
    }
  }

  private static StoredName named(Object event) {
    return StoredName.ALL.stream()
        .filter(stored -> stored.event() == event.getClass())
        .findFirst()
        .orElseThrow();
  }

  long size() {
    return count("select count(*) from events.event where tenant = :organization");
  }

  long whole() {
    return count(
        "select count(*) from events.event where tenant = :organization and dropped_at is null");
  }

  private long count(String sql) {
    return owner.sql(sql).param("organization", organization.value()).query(Long.class).single();
  }

  /** All that was recorded is sealed and signed, and every view has it. */
  void awaitSealed() {
    Eventually.holds(
        () ->
            assertThat(
                    count(
                        "select coalesce(max(size), 0) from sealing.checkpoint where organization ="
                            + " :organization"))
                .isEqualTo(size()));
  }

  /** How the views tell what is dropped in them, to be compared with others of the same. */
  List<String> views() {
    return owner
        .sql(
            """
            select 'trail ' || to_jsonb(t)::text from query.audit_trail t where organization_id = :organization
            union all
            select 'asked ' || to_jsonb(t)::text from query.asked_scopes t
             where attempt_id like :organization || '%'
            union all
            select 'outcome ' || to_jsonb(t)::text from query.campaign_outcomes t where organization_id = :organization
            order by 1
            """)
        .param("organization", organization.value())
        .query(String.class)
        .list();
  }

  /** Tables in which a text stands, in whatever column. */
  List<String> tablesWith(String text) {
    return owner
        .sql(
            """
            select format('%I.%I', table_schema, table_name) from information_schema.tables
             where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            """)
        .query(String.class)
        .list()
        .stream()
        .filter(table -> has(table, text))
        .sorted()
        .toList();
  }

  /** Bytes are looked at as the hexadecimal digits that a row's text shows of them. */
  private boolean has(String table, String text) {
    return owner
        .sql(
            """
            select exists (select from %s t where t::text like '%%' || :text || '%%'
                              or t::text like '%%' || encode(convert_to(:text, 'UTF8'), 'hex') || '%%')
            """
                .formatted(table))
        .param("text", text)
        .query(Boolean.class)
        .single();
  }
}
