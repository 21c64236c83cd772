package dev.portalledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void a_portal_id_is_positive(long value) {
    assertThatThrownBy(() -> new PortalId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "acme",
        "0-9",
        "agency-of-the-year-1999",
        "a23456789-123456789-123456789-1234567890"
      })
  void an_organization_id_is_2_to_40_of_a_z_0_9_and_hyphen(String value) {
    assertThat(new OrganizationId(value).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "-acme",
        "Acme",
        "acme agency",
        "acme\n",
        "acme/../globex",
        "äcme",
        "a23456789-123456789-123456789-123456789-1"
      })
  void an_organization_id_of_another_form_is_refused(String value) {
    assertThatThrownBy(() -> new OrganizationId(value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void an_attempt_id_is_not_blank(String value) {
    assertThatThrownBy(() -> new AttemptId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void a_subject_id_is_not_blank(String value) {
    assertThatThrownBy(() -> new SubjectId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Ids are unique per store, not per type: "7" may be a portal, an organization, an attempt. */
  @Test
  void equal_values_of_different_kinds_name_different_streams() {
    assertThat(new PortalId(77).stream()).isEqualTo("portal-77");
    assertThat(new OrganizationId("77").stream()).isEqualTo("org-77");
    assertThat(new AttemptId("77").stream()).isEqualTo("attempt-77");
  }

  @Test
  void an_id_prints_as_its_value() {
    assertThat(new PortalId(77)).hasToString("77");
    assertThat(new OrganizationId("acme")).hasToString("acme");
    assertThat(new AttemptId("a-1")).hasToString("a-1");
    assertThat(new SubjectId("s-1")).hasToString("s-1");
  }
}
