package dev.portalledger.query.people;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectId;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class PeopleTest {

  private final People people = RunningQuerySide.bean(People.class);

  @Test
  void somebody_who_may_be_named_is_named() {
    RunningQuerySide.name("subject-p1", "Petra People", "petra@acme.test");

    assertThat(people.named(List.of("subject-p1")).get("subject-p1"))
        .isEqualTo(new Person("subject-p1", "Petra People", "petra@acme.test", false));
  }

  @Test
  void somebody_without_a_name_goes_by_the_address() {
    RunningQuerySide.name("subject-p2", "x", "hugo@client.example");
    set("subject-p2", "name_ct = null");

    assertThat(named("subject-p2").name()).isEqualTo("hugo@client.example");
  }

  @Test
  void the_erased_the_unknown_and_the_unreadable_are_called_erased() {
    RunningQuerySide.name("subject-p3", "Erika Erased", "erika@acme.test");
    RunningQuerySide.name("subject-p4", "Other", "other@acme.test");
    set("subject-p3", "name_ct = null, email_ct = null");
    set("subject-p4", "name_ct = '\\x00', email_ct = null");

    var named = people.named(List.of("subject-p3", "subject-p4", "subject-p5"));

    assertThat(named.values()).hasSize(3).allMatch(Person::erased);
    assertThat(named.values()).extracting(Person::name).containsOnly("erased");
  }

  @Test
  void a_name_moved_to_another_subject_s_row_is_not_believed() {
    RunningQuerySide.name("subject-p6", "Mallory", "mallory@acme.test");
    RunningQuerySide.name("subject-p7", "Victor", "victor@acme.test");
    TestDatabase.asOwner()
        .sql(
            """
            update subject.subject set email_ct = null,
                   name_ct = (select name_ct from subject.subject where subject_id = 'subject-p6')
             where subject_id = 'subject-p7'
            """)
        .update();

    assertThat(named("subject-p7").erased()).isTrue();
  }

  @Test
  @DisplayName(
      "T36: whom the ledger says to be erased is not named, though a backup brought it back")
  void the_erased_stay_unnamed_when_their_row_comes_back() {
    RunningQuerySide.name("subject-p8", "Erika Erased", "erika@acme.test");
    assertThat(named("subject-p8").name()).isEqualTo("Erika Erased");
    new SubjectEventsProjection(JdbcClient.create(TestDatabase.asQuerySide()))
        .on(
            new SubjectErased(
                new SubjectId("subject-p8"), ACME, ErasureReason.ORDERED, null, OLIVIA, HUGO, NOON),
            1);

    assertThat(named("subject-p8")).isEqualTo(new Person("subject-p8", "erased", null, true));
  }

  @Test
  @DisplayName(
      "T36: a subject's own key opens its name, without it nothing does, on any node at once")
  void a_name_under_a_key_of_its_own_is_gone_with_the_key() {
    RunningQuerySide.nameWithOwnKey("subject-p9", "Otto Own", "otto@acme.test");
    assertThat(named("subject-p9"))
        .isEqualTo(new Person("subject-p9", "Otto Own", "otto@acme.test", false));

    TestDatabase.asOwner()
        .sql("delete from subject.data_key where subject_id = 'subject-p9'")
        .update();

    assertThat(named("subject-p9").erased()).as("the ciphertexts are still there").isTrue();
  }

  @Test
  void a_key_that_was_wrapped_for_somebody_else_opens_nothing() {
    RunningQuerySide.nameWithOwnKey("subject-p10", "Mallory", "mallory@acme.test");
    RunningQuerySide.nameWithOwnKey("subject-p11", "Victor", "victor@acme.test");
    TestDatabase.asOwner()
        .sql(
            """
            update subject.data_key set wrapped =
              (select wrapped from subject.data_key where subject_id = 'subject-p10')
             where subject_id = 'subject-p11'
            """)
        .update();

    assertThat(named("subject-p11").erased()).isTrue();
  }

  @Test
  void the_system_is_not_a_person_and_not_erased() {
    assertThat(people.named(List.of("system")).get("system"))
        .isEqualTo(new Person("system", "The system", null, false));
  }

  @Test
  void a_start_without_the_key_is_refused_and_says_what_is_missing(@TempDir Path folder)
      throws Exception {
    assertThatThrownBy(() -> SubjectKey.in(folder))
        .hasMessageContaining("ledger.keys.folder must hold a readable keyset subject.json");

    Files.writeString(folder.resolve("subject.json"), "{\"secret\":\"s3cr3t\"}");
    assertThatThrownBy(() -> SubjectKey.in(folder))
        .hasMessageContaining("ledger.keys.folder")
        .hasMessageNotContaining("s3cr3t")
        .hasNoCause();
  }

  private Person named(String id) {
    return Objects.requireNonNull(people.named(List.of(id)).get(id));
  }

  private static void set(String subject, String assignment) {
    TestDatabase.asOwner()
        .sql("update subject.subject set " + assignment + " where subject_id = :id")
        .param("id", subject)
        .update();
  }
}
