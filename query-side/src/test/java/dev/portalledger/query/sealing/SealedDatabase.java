package dev.portalledger.query.sealing;

import dev.portalledger.query.SignerFolder;
import dev.portalledger.query.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of events of which nothing is sealed yet, and a signer with a memory of its own. */
final class SealedDatabase {

  static final Origins ORIGINS = new Origins("ledger.test");

  final String url = TestDatabase.freshDatabase();
  final JdbcClient owner =
      JdbcClient.create(new DriverManagerDataSource(url, "ledger_owner", "ledger_owner"));
  final JdbcClient superuser = JdbcClient.create(TestDatabase.asSuperuser(url));
  final JdbcClient db;
  final Sealer sealer;
  final SealedHistory history;
  private final TransactionTemplate transaction;
  private final Path folder = SignerFolder.fresh();
  final SigningKey key = SigningKey.in(folder.resolve("signing-key"));
  private final Random random = new Random(3);
  Signer signer;

  SealedDatabase() {
    var asQuerySide = new DriverManagerDataSource(url, "ledger", "ledger");
    db = JdbcClient.create(asQuerySide);
    transaction = new TransactionTemplate(new DataSourceTransactionManager(asQuerySide));
    sealer = new Sealer(db, transaction);
    history = new SealedHistory(db);
    signer = restartedSigner();
  }

  /** As after a restart of the process: what it knows is what lies on its disk. */
  Signer restartedSigner() {
    signer = new Signer(db, transaction, key, new SignerMemory(folder.resolve("signed")), ORIGINS);
    return signer;
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
    var sealed = new SealedHistory(reader);
    var period = Period.of(null, null);
    var signed = sealed.latest(organization).orElseThrow();
    var out = new ByteArrayOutputStream();
    try {
      var report =
          new Report(
              ORIGINS.of(organization), signed, period, "java LedgerVerify.java", _ -> Map.of());
      new Evidence(sealed, organization, signed, period, report, _ -> {}).writeTo(out);
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
