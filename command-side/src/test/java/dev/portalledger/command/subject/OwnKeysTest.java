package dev.portalledger.command.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.TestKeys;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each subject's name and address stand under a key of their own, wrapped by one outside. */
class OwnKeysTest {

  private static final OrganizationId ACME = new OrganizationId("acme");

  @TempDir Path folder;

  private final JdbcClient owner = CommandDatabase.asOwner();
  private SubjectNode node;

  @BeforeEach
  void start() {
    node = SubjectNode.afresh(folder);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void two_subjects_have_two_keys_and_neither_is_the_one_that_wraps() {
    var olga = member("u1", "Olga");
    var adam = member("u2", "Adam");

    assertThat(wrapped(olga)).isNotEqualTo(wrapped(adam));
    swapContents(olga, adam);
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> node.read(olga));
    assertThatExceptionOfType(Exception.class)
        .as("the wrapping key alone opens no name")
        .isThrownBy(
            () ->
                node.keys()
                    .subjects()
                    .decrypt(name(adam), ("subject|" + adam + "|name").getBytes(UTF_8)));
  }

  @Test
  void a_key_moved_to_another_subject_unwraps_nothing() {
    var olga = member("u1", "Olga");
    var adam = member("u2", "Adam");

    owner
        .sql(
            """
            update subject.data_key set wrapped =
              (select wrapped from subject.data_key where subject_id = :adam)
             where subject_id = :olga
            """)
        .param("adam", adam.value())
        .param("olga", olga.value())
        .update();

    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> node.read(olga));
  }

  @Test
  void nothing_is_kept_of_a_machine_not_even_a_key() {
    node.subjects().service(SubjectNode.ISSUER, "importer");

    assertThat(count("select count(*) from subject.data_key")).isZero();
    assertThat(count("select count(*) from subject.known_to")).isZero();
  }

  @Test
  void an_organization_comes_to_know_whoever_acts_in_it_and_no_other_does() {
    var olga = member("u1", "Olga");
    node.subjects().operator(SubjectNode.ISSUER, "otto", "Otto", null);

    assertThat(node.people().isKnownTo(ACME, olga)).isTrue();
    assertThat(node.people().isKnownTo(new OrganizationId("globex"), olga)).isFalse();
    assertThat(count("select count(*) from subject.known_to")).isEqualTo(1);
  }

  @Test
  void a_row_in_the_first_form_is_read_and_gets_a_key_with_its_next_change() {
    var olga = inFirstForm("u1", "Olga");

    assertThat(node.read(olga)).isEqualTo(new Person("Olga", "Olga@acme.test"));
    assertThat(node.subjects().member(ACME, SubjectNode.ISSUER, "u1", "Olga Owner", null))
        .isEqualTo(olga);

    assertThat(wrapped(olga)).isNotEmpty();
    assertThat(node.read(olga)).isEqualTo(new Person("Olga Owner", "Olga@acme.test"));
  }

  @Test
  void rows_in_the_first_form_get_keys_in_the_background_and_one_that_does_not_open_waits() {
    var all = IntStream.range(0, 120).mapToObj(i -> inFirstForm("u" + i, "N" + i)).toList();
    var broken = all.get(60);
    owner
        .sql("update subject.subject set name_ct = '\\x00' where subject_id = :id")
        .param("id", broken.value())
        .update();

    node.keeping().round();

    assertThat(keyed()).hasSize(119).doesNotContain(broken.value());
    for (var subject : all) {
      if (!subject.equals(broken)) {
        assertThat(node.read(subject).name()).startsWith("N");
      }
    }
  }

  @Test
  void keys_come_under_the_new_primary_and_names_are_read_all_the_while() {
    var olga = member("u1", "Olga");
    var before = wrapped(olga);
    TestKeys.rotate(folder, "subject.json");
    try (var rotated = new SubjectNode(folder)) {
      assertThat(rotated.read(olga).name()).isEqualTo("Olga");
      assertThat(rotated.keeping().round()).isEqualTo(1);

      assertThat(wrapped(olga)).isNotEqualTo(before);
      assertThat(rotated.read(olga).name()).isEqualTo("Olga");
      assertThat(rotated.keeping().round()).as("nothing is left to do").isZero();
    }
  }

  private SubjectId member(String sub, String name) {
    return node.subjects().member(ACME, SubjectNode.ISSUER, sub, name, name + "@acme.test");
  }

  /** As the version before data keys left it. */
  private SubjectId inFirstForm(String sub, String name) {
    var id = member(sub, name);
    owner
        .sql("delete from subject.data_key where subject_id = :id")
        .param("id", id.value())
        .update();
    owner
        .sql("update subject.subject set name_ct = :name, email_ct = :email where subject_id = :id")
        .param("name", shared(id, "name", name))
        .param("email", shared(id, "email", name + "@acme.test"))
        .param("id", id.value())
        .update();
    return id;
  }

  private byte[] shared(SubjectId id, String field, String value) {
    try {
      return node.keys()
          .subjects()
          .encrypt(value.getBytes(UTF_8), ("subject|" + id + "|" + field).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void swapContents(SubjectId one, SubjectId other) {
    owner
        .sql(
            """
            update subject.subject s set name_ct = o.name_ct
              from subject.subject o
             where s.subject_id in (:one, :other) and o.subject_id in (:one, :other)
               and o.subject_id <> s.subject_id
            """)
        .param("one", one.value())
        .param("other", other.value())
        .update();
  }

  private byte[] wrapped(SubjectId id) {
    return owner
        .sql("select wrapped from subject.data_key where subject_id = :id")
        .param("id", id.value())
        .query(byte[].class)
        .single();
  }

  private byte[] name(SubjectId id) {
    return owner
        .sql("select name_ct from subject.subject where subject_id = :id")
        .param("id", id.value())
        .query(byte[].class)
        .single();
  }

  private List<String> keyed() {
    return owner.sql("select subject_id from subject.data_key").query(String.class).list();
  }

  private int count(String sql) {
    return owner.sql(sql).query(Integer.class).single();
  }
}
