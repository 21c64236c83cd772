package dev.portalledger.command.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

/** T36: what is kept of a person can be destroyed for good, and what comes back goes again. */
class DestructionTest {

  private static final OrganizationId ACME = new OrganizationId("acme");

  @TempDir Path folder;

  private final JdbcClient owner = CommandDatabase.asOwner();
  private SubjectNode node;
  private SubjectId olga;

  @BeforeEach
  void start() {
    node = SubjectNode.afresh(folder);
    olga = member(node, "olga");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  @DisplayName("T36: key, name, address and account are gone, and nobody else's")
  void destroys_the_key_and_empties_the_row() {
    var adam = member(node, "adam");

    node.destroy(olga);

    assertThat(keys(olga)).isZero();
    assertThat(row(olga))
        .containsEntry("lookup", null)
        .containsEntry("name_ct", null)
        .containsEntry("email_ct", null);
    assertThat(row(olga).get("erased_at")).isNotNull();
    assertThat(node.read(adam).name()).isEqualTo("adam");
  }

  @Test
  @DisplayName("T36: every other node knows nobody any more in the very moment of the commit")
  void no_node_remembers_a_key() {
    try (var other = new SubjectNode(folder)) {
      assertThat(other.read(olga).name()).as("it has used the key before").isEqualTo("olga");

      var copy = row(olga);

      node.destroy(olga);

      assertThat(other.read(olga)).isEqualTo(Person.NOBODY);
      putBack(copy);
      assertThatExceptionOfType(IllegalStateException.class)
          .as("a key that it remembered would open the copy")
          .isThrownBy(() -> other.read(olga));
    }
  }

  @Test
  @DisplayName("T36: a copy of the row that somebody kept opens nowhere without the key")
  void ciphertexts_alone_are_worth_nothing() {
    var copy = row(olga);
    node.destroy(olga);
    putBack(copy);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> node.read(olga))
        .withMessageContaining("does not open");
  }

  @Test
  void what_is_rolled_back_did_not_happen() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(
            () ->
                node.inTransaction(
                    () -> {
                      node.people().destroy(olga);
                      throw new ArithmeticException("the event could not be recorded");
                    }));

    assertThat(node.read(olga).name()).isEqualTo("olga");
    assertThatExceptionOfType(IllegalTransactionStateException.class)
        .isThrownBy(() -> node.people().destroy(olga));
  }

  @Test
  void whoever_comes_back_is_somebody_new() {
    node.destroy(olga);

    var again = member(node, "olga");

    assertThat(again).isNotEqualTo(olga);
    assertThat(node.read(again).name()).isEqualTo("olga");
    assertThat(node.read(olga)).isEqualTo(Person.NOBODY);
  }

  @Test
  void sign_ins_at_the_same_moment_leave_nothing_under_the_old_id() throws Exception {
    var together = new CountDownLatch(1);
    Callable<SubjectId> signIn =
        () -> {
          together.await();
          return node.subjects()
              .member(
                  ACME,
                  SubjectNode.ISSUER,
                  "olga",
                  "olga" + Thread.currentThread().threadId(),
                  null);
        };
    try (var threads = Executors.newFixedThreadPool(9)) {
      var signIns = IntStream.range(0, 8).mapToObj(_ -> threads.submit(signIn)).toList();
      var erasure =
          threads.submit(
              () -> {
                together.await();
                node.destroy(olga);
                return olga;
              });
      together.countDown();
      erasure.get();
      var ids = new HashSet<SubjectId>();
      for (var one : signIns) {
        ids.add(one.get());
      }
      ids.remove(olga);
      assertThat(ids).as("one new subject at most").hasSizeLessThan(2);
    }
    assertThat(keys(olga)).isZero();
    assertThat(row(olga)).containsEntry("name_ct", null).containsEntry("lookup", null);
  }

  @Test
  @DisplayName("T36: no other organization comes to know somebody in the moment of the erasure")
  void nobody_becomes_known_in_the_moment_of_the_erasure() throws Exception {
    var globex = new OrganizationId("globex");
    try (var threads = Executors.newSingleThreadExecutor()) {
      var signIn = new CompletableFuture<SubjectId>();
      node.inTransaction(
          () -> {
            node.people().destroy(olga);
            signIn.completeAsync(() -> member(node, globex, "olga"), threads);
            awaitWaiter(signIn);
          });

      assertThat(signIn.get()).isNotEqualTo(olga);
    }
    assertThat(holders(olga)).containsExactly("acme");
  }

  /** The erasure is about to be committed, and somebody waits for that. */
  private void awaitWaiter(CompletableFuture<?> waiter) {
    var waits = "select exists (select from pg_locks where not granted)";
    while (!waiter.isDone() && !owner.sql(waits).query(Boolean.class).single()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private List<String> holders(SubjectId subject) {
    return owner
        .sql("select organization_id from subject.known_to where subject_id = :id")
        .param("id", subject.value())
        .query(String.class)
        .list();
  }

  @Test
  void the_database_itself_lets_nobody_bring_an_erased_row_back() {
    node.destroy(olga);

    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(
            () ->
                owner
                    .sql("update subject.subject set erased_at = null, name_ct = '\\x01'")
                    .update())
        .withMessageContaining("is erased");
  }

  @Test
  @DisplayName("T36: a member's sessions end with the erasure, nobody else's do")
  void sessions_of_the_member_end() {
    createSessions();
    session("s1", "olga");
    session("s2", "olga");
    session("s3", "adam");

    node.destroy(olga);

    assertThat(
            owner
                .sql(
                    "select trim(session_id) from web.session where session_id in ('s1', 's2', 's3')")
                .query(String.class)
                .list())
        .containsExactly("s3");
  }

  @Test
  @DisplayName("T36: a restored row is destroyed again at the start, before anybody is answered")
  void a_restored_row_goes_again_at_the_start() {
    var row = row(olga);
    var key = keyRow(olga);
    record(olga);
    node.destroy(olga);
    putBack(row);
    putBackKey(key);
    var adam = member(node, "adam");
    assertThat(node.read(olga).name()).as("the older backup had it").isEqualTo("olga");

    try (var restarted = new SubjectNode(folder)) {
      assertThat(restarted.read(olga)).isEqualTo(Person.NOBODY);
      assertThat(restarted.read(adam).name()).isEqualTo("adam");
    }
    assertThat(keys(olga)).isZero();
    assertThat(row(olga)).containsEntry("lookup", null);
  }

  @Test
  void a_restored_key_alone_goes_again_too() {
    var key = keyRow(olga);
    node.destroy(olga);
    putBackKey(key);

    assertThat(node.people().destroyReturned()).isEqualTo(1);

    assertThat(keys(olga)).isZero();
    assertThat(node.people().destroyReturned()).isZero();
  }

  private static SubjectId member(SubjectNode node, String sub) {
    return member(node, ACME, sub);
  }

  private static SubjectId member(SubjectNode node, OrganizationId organization, String sub) {
    return node.subjects().member(organization, SubjectNode.ISSUER, sub, sub, sub + "@acme.test");
  }

  /** As the event store keeps it; events are never taken back, so each has a stream of its own. */
  private void record(SubjectId subject) {
    owner
        .sql(
            """
            insert into events.event (aggregate_identifier, sequence_number, type, event_identifier,
                                      time_stamp, payload_type, payload_revision, meta_data, payload, tenant)
            values (:stream, 0, 'Subject', gen_random_uuid()::text, now(), 'subject.erased', '1',
                    '{"organization":"acme"}', '{}', 'acme')
            """)
        .param("stream", subject.stream(ACME))
        .update();
  }

  private Map<String, Object> row(SubjectId subject) {
    return owner
        .sql("select * from subject.subject where subject_id = :id")
        .param("id", subject.value())
        .query()
        .singleRow();
  }

  private Map<String, Object> keyRow(SubjectId subject) {
    return owner
        .sql("select * from subject.data_key where subject_id = :id")
        .param("id", subject.value())
        .query()
        .singleRow();
  }

  private int keys(SubjectId subject) {
    return owner
        .sql("select count(*) from subject.data_key where subject_id = :id")
        .param("id", subject.value())
        .query(Integer.class)
        .single();
  }

  /** A restore replaces rows and asks no trigger. */
  private void putBack(Map<String, Object> row) {
    owner.sql("alter table subject.subject disable trigger user").update();
    try {
      owner
          .sql(
              """
              update subject.subject
                 set lookup = :lookup, name_ct = :name_ct, email_ct = :email_ct, erased_at = null
               where subject_id = :subject_id
              """)
          .params(row)
          .update();
    } finally {
      owner.sql("alter table subject.subject enable trigger user").update();
    }
  }

  private void putBackKey(Map<String, Object> key) {
    owner
        .sql(
            """
            insert into subject.data_key (subject_id, wrapped, kek_id)
            values (:subject_id, :wrapped, :kek_id)
            """)
        .params(key)
        .update();
  }

  private void createSessions() {
    owner
        .sql(
            """
            create schema if not exists web;
            grant usage on schema web to ledger_command;
            create table if not exists web.session (
              primary_id char(36) not null primary key, session_id char(36) not null,
              creation_time bigint not null, last_access_time bigint not null,
              max_inactive_interval integer not null, expiry_time bigint not null,
              principal_name varchar(100));
            grant select, delete on web.session to ledger_command;
            delete from web.session
            """)
        .update();
  }

  private void session(String id, String account) {
    owner
        .sql("insert into web.session values (:id, :id, 0, 0, 0, 0, :account)")
        .param("id", id)
        .param("account", account)
        .update();
  }
}
