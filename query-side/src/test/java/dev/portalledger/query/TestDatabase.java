package dev.portalledger.query;

import dev.portalledger.eventstore.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One PostgreSQL for all tests of this module, with the roles of a real deployment. */
public final class TestDatabase {

  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger FRESH = new AtomicInteger();

  // A connection for each of thousands of small statements would take longest of all.
  private static final DataSource KEPT =
      new SingleConnectionDataSource(url(), "ledger", "ledger", true);

  /** Names no user: one in the address would win over the login that a test asks for. */
  public static String url() {
    return url(SERVER);
  }

  /** Of one that is prepared already. */
  public static String url(EmbeddedPostgres server) {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
  }

  /** A database of its own, with events and what this side keeps, beside the one all share. */
  public static String freshDatabase() {
    String name = "fresh_" + FRESH.incrementAndGet();
    JdbcClient.create(SERVER.getPostgresDatabase())
        .sql("create database " + name + " owner ledger_owner")
        .update();
    String url = url().replace("/postgres", "/" + name);
    migrate(url, "events", "query");
    return url;
  }

  /** A copy of a database as it is now, as a backup is; nobody may be connected to it meanwhile. */
  public static String copyOf(String url) {
    String name = "fresh_" + FRESH.incrementAndGet();
    JdbcClient.create(SERVER.getPostgresDatabase())
        .sql(
            "create database %s template %s owner ledger_owner"
                .formatted(name, url.substring(url.lastIndexOf('/') + 1)))
        .update();
    return url().replace("/postgres", "/" + name);
  }

  /** Whom no right and no trigger keeps from anything. */
  public static DataSource asSuperuser(String url) {
    return new DriverManagerDataSource(url, "postgres", "postgres");
  }

  /** What the running query side is: it may read events, and owns nothing. */
  public static DataSource asQuerySide() {
    return new DriverManagerDataSource(url(), "ledger", "ledger");
  }

  public static JdbcClient asOwner() {
    return JdbcClient.create(new DriverManagerDataSource(url(), "ledger_owner", "ledger_owner"));
  }

  /** A client of the query side on empty tables. */
  public static JdbcClient empty() {
    JdbcClient db = JdbcClient.create(KEPT);
    db.sql(
            """
            truncate query.client_accounts, query.client_account_history, query.client_account_days,
              query.client_account_plans, query.client_account_plan_history, query.asked_scopes,
              query.audit_trail, query.campaign_requests, query.campaign_outcomes,
              query.subject_events
            """)
        .update();
    asOwner()
        .sql(
            """
            truncate subject.subject, subject.data_key, subject.known_to, proof.connection, proof.revocation_certificate,
              proof.certificate_key, invitation.invitation, invitation.visit
            """)
        .update();
    return db;
  }

  /** The address of a server of its own, with the same roles and tables. */
  public static String prepared(EmbeddedPostgres server) {
    prepare(server);
    return url(server);
  }

  private static EmbeddedPostgres start() {
    var server = TestPostgres.start();
    prepare(server);
    return server;
  }

  private static void prepare(EmbeddedPostgres server) {
    JdbcClient.create(server.getPostgresDatabase())
        .sql(
            """
            create role ledger_owner login password 'ledger_owner';
            create role ledger_command nologin;
            create role ledger_query nologin;
            create role ledger_signer nologin;
            create role signer login password 'signer' in role ledger_signer;
            create role ledger login password 'ledger' in role ledger_query;
            grant ledger_signer to ledger with inherit false, set true;
            create role recorder login password 'recorder' in role ledger_command;
            grant create on database postgres to ledger_owner;
            """)
        .update();
    String url = url(server);
    migrate(url, "events", "query", "web");
    // The command side's tables, as far as they were agreed upon.
    JdbcClient.create(new DriverManagerDataSource(url, "ledger_owner", "ledger_owner"))
        .sql(
            """
            create schema subject;
            grant usage on schema subject to ledger_query;
            create table subject.subject (
              subject_id text primary key, kind text not null, name_ct bytea, email_ct bytea);
            create table subject.data_key (
              subject_id text primary key, wrapped bytea not null, kek_id text not null);
            create table subject.known_to (
              subject_id text not null, organization_id text not null,
              primary key (subject_id, organization_id));
            grant select on subject.subject, subject.data_key, subject.known_to to ledger_query;
            create schema disclosure;
            grant usage on schema disclosure to ledger_query;
            create table disclosure.disclosure (
              disclosure_id text primary key, organization_id text not null, reader_ct bytea, what text not null,
              portal_id bigint, question text not null, export boolean not null,
              began_at timestamptz not null default clock_timestamp(),
              seen_at timestamptz not null default clock_timestamp(), records bigint not null default 0,
              whole boolean, recorded_at timestamptz);
            grant select, insert on disclosure.disclosure to ledger_query;
            grant update (seen_at, records, whole) on disclosure.disclosure to ledger_query;
            create schema proof;
            grant usage on schema proof to ledger_query;
            create table proof.connection (
              organization_id text not null, portal_id bigint not null, generation integer not null,
              proven_at timestamptz not null, authorizer text not null,
              primary key (organization_id, portal_id));
            grant select (organization_id, portal_id, generation, proven_at, authorizer)
              on proof.connection to ledger_query;
            create schema invitation;
            grant usage on schema invitation to ledger_query;
            create table invitation.invitation (
              invitation_id text primary key, organization_id text not null, secret_sha256 bytea not null,
              invited_by text not null, purpose text not null, expected_portal bigint,
              required_scopes text[] not null, optional_scopes text[] not null,
              phase text not null default 'OPEN', taken_by text,
              created_at timestamptz not null default clock_timestamp(), expires_at timestamptz not null,
              ended_at timestamptz);
            create table invitation.visit (
              attempt_id text primary key, invitation_id text not null, visitor_sha256 bytea not null,
              outcome text, portal_id bigint, hub_domain text, generation integer, authorizer text,
              began_at timestamptz not null default clock_timestamp(), ended_at timestamptz,
              disputed_at timestamptz);
            grant select on invitation.invitation, invitation.visit to ledger_query;
            create table proof.revocation_certificate (
              organization_id text not null, portal_id bigint not null, generation integer not null,
              protected text not null, payload text not null, signature text not null,
              primary key (organization_id, portal_id, generation));
            create table proof.certificate_key (
              key_id text primary key, public_key text not null,
              first_used timestamptz not null default clock_timestamp());
            grant select on proof.revocation_certificate, proof.certificate_key to ledger_query;
            """)
        .update();
  }

  private static void migrate(String url, String... schemas) {
    for (String schema : schemas) {
      Flyway.configure()
          .dataSource(url, "ledger_owner", "ledger_owner")
          .schemas(schema)
          .locations("classpath:db/" + schema)
          .load()
          .migrate();
    }
  }

  private TestDatabase() {}
}
