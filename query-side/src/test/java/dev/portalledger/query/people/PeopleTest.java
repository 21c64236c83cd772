package dev.portalledger.query.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
