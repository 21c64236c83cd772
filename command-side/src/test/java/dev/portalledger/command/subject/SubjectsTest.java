package dev.portalledger.command.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectsTest {

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final String ISSUER = "https://login.test";

  @TempDir Path folder;

  private SubjectNode node;
  private Subjects subjects;

  @BeforeEach
  void start() {
    node = SubjectNode.afresh(folder);
    subjects = node.subjects();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void the_same_account_is_always_the_same_subject() {
    var first = subjects.member(ACME, ISSUER, "u1", "Olga Owner", "owner@acme.test");
    var again = subjects.member(ACME, ISSUER, "u1", "Olga Owner", "owner@acme.test");

    assertThat(again).isEqualTo(first);
    assertThat(subjects.member(ACME, ISSUER, "u2", null, null)).isNotEqualTo(first);
    assertThat(subjects.member(ACME, "https://other.test", "u1", null, null)).isNotEqualTo(first);
    assertThat(subjects.service(ISSUER, "u1")).isNotEqualTo(first);
    assertThat(subjects.authorizer(ACME, 1, null)).isNotEqualTo(subjects.authorizer(ACME, 2, null));
    assertThat(subjects.authorizer(ACME, 1, null))
        .isEqualTo(subjects.authorizer(ACME, 1, "a@b.test"));
  }

  @Test
  void name_and_address_open_with_the_associated_data_agreed_upon() throws Exception {
    var id = subjects.member(ACME, ISSUER, "u1", "Olga Owner", "owner@acme.test");

    assertThat(decrypt(id, "name")).isEqualTo("Olga Owner");
    assertThat(decrypt(id, "email")).isEqualTo("owner@acme.test");
  }

  @Test
  void what_changed_is_brought_up_to_date_and_what_is_not_told_stays() throws Exception {
    var id = subjects.member(ACME, ISSUER, "u1", "Olga Owner", "owner@acme.test");
    var before = row(id);

    subjects.member(ACME, ISSUER, "u1", "Olga Owner", null);
    assertThat(row(id)).as("nothing new, nothing written").isEqualTo(before);

    subjects.member(ACME, ISSUER, "u1", null, "olga@acme.test");
    assertThat(decrypt(id, "name")).isEqualTo("Olga Owner");
    assertThat(decrypt(id, "email")).isEqualTo("olga@acme.test");
  }

  @Test
  void personal_data_stands_in_no_row() {
    subjects.member(ACME, ISSUER, "u1", "Olga Owner", "owner@acme.test");

    var text = node.db().sql("select s::text from subject.subject s").query(String.class).single();

    assertThat(text)
        .doesNotContain("Olga")
        .doesNotContain("owner@")
        .doesNotContain("u1")
        .doesNotContain(HexFormat.of().formatHex("owner@acme.test".getBytes(UTF_8)))
        .doesNotContain(HexFormat.of().formatHex("Olga".getBytes(UTF_8)));
  }

  @Test
  void twenty_first_uses_at_once_are_one_subject() throws Exception {
    var together = new CountDownLatch(1);
    Callable<SubjectId> use =
        () -> {
          together.await();
          return subjects.member(ACME, ISSUER, "u1", "Olga Owner", "owner@acme.test");
        };
    try (var threads = Executors.newFixedThreadPool(20)) {
      var uses = IntStream.range(0, 20).mapToObj(_ -> threads.submit(use)).toList();
      together.countDown();
      var ids = new HashSet<SubjectId>();
      for (var one : uses) {
        ids.add(one.get());
      }
      assertThat(ids).hasSize(1);
    }
    assertThat(node.db().sql("select count(*) from subject.subject").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void a_name_moved_to_another_subject_is_not_read() {
    subjects.member(ACME, ISSUER, "u1", "Olga Owner", null);
    subjects.member(ACME, ISSUER, "u2", "Adam Admin", null);
    node.db()
        .sql(
            """
            update subject.subject s set name_ct = o.name_ct
              from subject.subject o where o.subject_id <> s.subject_id
            """)
        .update();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> subjects.member(ACME, ISSUER, "u1", "Olga Owner", null))
        .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("Adam"));
  }

  private Map<String, Object> row(SubjectId id) {
    return node.db()
        .sql("select updated_at, subject_id from subject.subject where subject_id = :id")
        .param("id", id.value())
        .query()
        .singleRow();
  }

  /** As the query side does it. */
  private String decrypt(SubjectId id, String field) throws Exception {
    var row =
        node.db()
            .sql(
                "select k.wrapped, s."
                    + field
                    + "_ct as kept from subject.subject s join subject.data_key k using (subject_id)"
                    + " where subject_id = :id")
            .param("id", id.value())
            .query()
            .singleRow();
    var key =
        new AesGcmJce(
            node.keys()
                .subjects()
                .decrypt((byte[]) row.get("wrapped"), ("subject-key|" + id).getBytes(UTF_8)));
    byte[] associated = ("subject|" + id.value() + "|" + field).getBytes(UTF_8);
    return new String(key.decrypt((byte[]) row.get("kept"), associated), UTF_8);
  }
}
