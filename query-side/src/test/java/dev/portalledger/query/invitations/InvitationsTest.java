package dev.portalledger.query.invitations;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class InvitationsTest {

  private final JdbcClient owner = TestDatabase.asOwner();
  private Invitations invitations;

  @BeforeEach
  void empty() {
    invitations = new Invitations(TestDatabase.empty());
  }

  @Test
  void an_organization_sees_its_own_newest_first_page_by_page() {
    insert("acme", 51);
    insert("globex", 2);

    var first = invitations.page(ACME, null);
    var second = invitations.page(ACME, first.next());

    assertThat(first.items()).hasSize(50);
    assertThat(first.items().getFirst().invitationId()).isEqualTo("acme-51");
    assertThat(second.items()).extracting(Invitation::invitationId).containsExactly("acme-1");
    assertThat(second.next()).isNull();
    assertThat(invitations.page(GLOBEX, null).items()).hasSize(2);
    assertThat(invitations.page(GLOBEX, "acme-51").items()).isEmpty();
  }

  @Test
  void states_are_told_as_they_are_now() {
    insert("acme", 5);
    set("acme-2", "phase = 'TAKEN', taken_by = 'a'");
    set("acme-3", "phase = 'USED', taken_by = 'b'");
    set("acme-4", "phase = 'WITHDRAWN'");
    set("acme-5", "expires_at = clock_timestamp()");

    assertThat(invitations.page(ACME, null).items())
        .extracting(Invitation::state)
        .containsExactly(State.EXPIRED, State.WITHDRAWN, State.USED, State.IN_USE, State.OPEN);
  }

  @Test
  void a_used_one_tells_for_which_portal_and_an_opened_one_since_when() {
    insert("acme", 2);
    set("acme-1", "phase = 'USED', taken_by = 'attempt-1'");
    owner
        .sql(
            """
            insert into invitation.visit (attempt_id, invitation_id, visitor_sha256, outcome, portal_id)
            values ('attempt-0', 'acme-1', 'x', 'DENIED', null), ('attempt-1', 'acme-1', 'y', 'CONNECTED', 1001)
            on conflict (attempt_id) do nothing
            """)
        .update();

    var items = invitations.page(ACME, null).items();

    assertThat(items.getLast().portalId()).isEqualTo(1001);
    assertThat(items.getLast().openedAt()).isNotNull();
    assertThat(items.getFirst().portalId()).isNull();
    assertThat(items.getFirst().openedAt()).isNull();
  }

  private void insert(String organization, int number) {
    owner
        .sql(
            """
            insert into invitation.invitation (invitation_id, organization_id, secret_sha256, invited_by,
              purpose, required_scopes, optional_scopes, created_at, expires_at)
            select :org || '-' || n, :org, cast(:org || n as bytea), 'subject-olivia', 'AUDIT', '{}', '{}',
                   clock_timestamp() - interval '1 hour' + n * interval '1 second',
                   clock_timestamp() + interval '1 day'
              from generate_series(1, :number) as n
            """)
        .param("org", organization)
        .param("number", number)
        .update();
  }

  private void set(String id, String change) {
    owner
        .sql("update invitation.invitation set " + change + " where invitation_id = :id")
        .param("id", id)
        .update();
  }
}
