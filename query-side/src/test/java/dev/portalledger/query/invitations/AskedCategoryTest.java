package dev.portalledger.query.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskedCategoryTest {

  @Test
  void scopes_are_told_by_category_in_plain_words() {
    var asked =
        AskedCategory.of(
            invitation(
                Purpose.IMPLEMENTATION,
                List.of("oauth", "crm.objects.contacts.read"),
                List.of("crm.objects.contacts.write", "crm.lists.read", "new.thing.read")));

    assertThat(asked)
        .extracting(AskedCategory::name)
        .containsExactly("CRM", "Marketing", "Settings", "Other");
    assertThat(asked)
        .extracting(AskedCategory::access)
        .containsExactly("read and changed", "read", "read", "read");
    assertThat(asked.getFirst().scopes())
        .containsExactly("crm.objects.contacts.read", "crm.objects.contacts.write");
    assertThat(asked).extracting(AskedCategory::remark).containsOnlyNulls();
  }

  @Test
  void an_audit_only_reads_and_says_where_hubspot_cannot_be_asked_for_less() {
    var asked =
        AskedCategory.of(
            invitation(
                Purpose.AUDIT,
                List.of("oauth"),
                List.of("automation", "automation.sequences.read", "crm.lists.read")));

    assertThat(asked).extracting(AskedCategory::access).containsOnly("read");
    assertThat(asked.get(1).name()).isEqualTo("Automation");
    assertThat(asked.get(1).remark()).contains("no read-only permission");
    assertThat(asked.getFirst().remark()).isNull();
  }

  private static Invitation invitation(
      Purpose purpose, List<String> required, List<String> optional) {
    return new Invitation(
        "1",
        new OrganizationId("acme"),
        "subject-olivia",
        purpose,
        null,
        required,
        optional,
        State.OPEN,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        null);
  }
}
