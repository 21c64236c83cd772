package dev.portalledger.query.sealing;

import dev.portalledger.query.SignerFolder;
import dev.portalledger.query.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of events of which nothing is sealed yet, and a signer with a memory of its own. */
final class SealedDatabase {

  static final Origins ORIGINS = new Origins("ledger.test");

  final String url;
  final JdbcClient owner;
  final JdbcClient superuser;
  final JdbcClient db;
  final Sealer sealer;
  final SealedHistory history;
  final TransactionTemplate transaction;
  final Path folder;
  final SigningKey key;
  private @Nullable SignerMemory memory;
  private final Random random;
  Signer signer;

  SealedDatabase() {
    this(TestDatabase.freshDatabase(), SignerFolder.fresh());
  }

  /**
   * @param folder of a signer, which may have signed another database before
   */
  SealedDatabase(String url, Path folder) {
    this.url = url;
    this.folder = folder;
    // A copy must not name its streams as the original does.
    random = new Random(url.hashCode());
    key = SigningKey.in(folder.resolve("signing-key"));
    owner = JdbcClient.create(new DriverManagerDataSource(url, "ledger_owner", "ledger_owner"));
    superuser = JdbcClient.create(TestDatabase.asSuperuser(url));
    var asQuerySide = new DriverManagerDataSource(url, "ledger", "ledger");
    db = JdbcClient.create(asQuerySide);
    transaction = new TransactionTemplate(new DataSourceTransactionManager(asQuerySide));
    sealer = new Sealer(db, transaction);
    history = new SealedHistory(db);
    signer = restartedSigner();
  }

  /** As after a restart of the process: what it knows is what lies on its disk. */
  Signer restartedSigner() {
    stopSigner();
    var opened = new SignerMemory(folder.resolve("signed"));
    memory = opened;
    signer = new Signer(db, transaction, SigningKeys.in(folder), opened, ORIGINS);
    return signer;
  }

  /** Another signer of the same key, on a machine of its own. */
  Signer another(Path elsewhere) {
    try {
      Files.copy(folder.resolve("signing-key"), elsewhere.resolve("signing-key"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Signer(
        db,
        transaction,
        SigningKeys.in(elsewhere),
        new SignerMemory(elsewhere.resolve("signed")),
        ORIGINS);
  }

  void stopSigner() {
    try {
      if (memory != null) {
        memory.close();
      }
      memory = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the operator does it: while the signer is stopped. */
  String fork(String organization, String reason) {
    stopSigner();
    try (var opened = new SignerMemory(folder.resolve("signed"))) {
      return new Fork(db, transaction, opened, ORIGINS).record(organization, reason);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Anchors anchors() {
    return new Anchors(db, transaction, Duration.ZERO);
  }

  /** Leases: each a stream of its own. */
  void record(String organization, int count) {
    owner
        .sql(
            """
            insert into events.event (aggregate_identifier, sequence_number, type, event_identifier, time_stamp,
                                      payload_type, payload_revision, meta_data, payload, tenant)
            select 'lease-' || :run || n, 0, 'Lease', gen_random_uuid(),
                   timestamptz '2026-03-01 12:00:00Z' + n * interval '1 minute', 'lease.access-leased', '1',
                   convert_to('{"organization":"' || :organization || '"}', 'UTF8'),
                   convert_to('{"reason":"job-' || n || '"}', 'UTF8'), :organization
              from generate_series(1, :count) as n
            """)
        .param("run", new UUID(random.nextLong(), random.nextLong()).toString() + "-")
        .param("organization", organization)
        .param("count", count)
        .update();
    position();
  }

  /** One event, with a body of one's own. */
  void record(String organization, String type, String payload) {
    owner
        .sql(
            """
            insert into events.event (aggregate_identifier, sequence_number, type, event_identifier, time_stamp,
                                      payload_type, payload_revision, meta_data, payload, tenant)
            values (:stream, 0, 'Test', gen_random_uuid(), timestamptz '2026-03-02 12:00:00Z', :type, '1', '{}',
                    convert_to(:payload, 'UTF8'), :organization)
            """)
        .param("stream", "single-" + new UUID(random.nextLong(), random.nextLong()))
        .param("type", type)
        .param("payload", payload)
        .param("organization", organization)
        .update();
    position();
  }

  /** Drops the bodies of what stands at these leaves, as retention does; tells nobody. */
  void drop(String organization, long first, long last) {
    owner
        .sql(
            """
            select events.drop_bodies(array(
              select e.aggregate_identifier
                from sealing.leaf
                join events.event_position as place using (position)
                join events.event as e on e.txid = place.txid and e.global_index = place.global_index
               where leaf.organization = :organization and leaf.index between :first and :last))
            """)
        .param("organization", organization)
        .param("first", first)
        .param("last", last)
        .query(Long.class)
        .single();
  }

  /** Gives positions as the sequencer does. */
  private void position() {
    owner
        .sql(
            """
            insert into events.event_position (position, txid, global_index, sequenced_at)
            select (select position from events.sequencer) + row_number() over (order by txid, global_index),
                   txid, global_index, clock_timestamp()
              from events.event e
             where not exists (select from events.event_position p
                                where p.txid = e.txid and p.global_index = e.global_index)
            """)
        .update();
    owner
        .sql(
            "update events.sequencer set position = (select max(position) from"
                + " events.event_position)")
        .update();
  }

  void sealAndSign() {
    sealer.catchUp();
    signer.signGrown();
  }

  /** What an auditor of the organization would download now, read by whoever is given. */
  byte[] bundle(JdbcClient reader, String organization) {
    return bundle(reader, organization, null);
  }

  byte[] bundle(JdbcClient reader, String organization, @Nullable String anchor) {
    return bundle(reader, organization, anchor, Period.of(null, null));
  }

  byte[] bundle(JdbcClient reader, String organization, @Nullable String anchor, Period period) {
    var sealed = new SealedHistory(reader);
    var signed = sealed.latest(organization).orElseThrow();
    var out = new ByteArrayOutputStream();
    try {
      var report =
          new Report(signed.origin(), signed, period, "java LedgerVerify.java", _ -> Map.of());
      new Evidence(sealed, organization, signed, period, report, anchor, _ -> {}).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  Verifier verified(String organization, String... more) {
    return verified(db, organization, more);
  }

  Verifier verified(JdbcClient reader, String organization, String... more) {
    var origin = ORIGINS.of(organization);
    return Verifier.of(bundle(reader, organization), origin, key.verifierKey(origin), more);
  }

  long size(String organization) {
    return history.latest(organization).orElseThrow().size();
  }
}
