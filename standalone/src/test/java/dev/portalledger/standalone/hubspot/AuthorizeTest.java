package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuthorizeTest {

  private final Sandbox sandbox = Sandbox.fresh();

  @Test
  void sends_a_code_of_the_account_s_hublet_and_the_state_back_to_the_app() {
    var answer = sandbox.authorize("state", "a b&c=d+é", "sandbox_portal", "1004");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).startsWith(Sandbox.CALLBACK + "?code=eu1-");
    assertThat(answer.query())
        .containsEntry("state", "a b&c=d+é")
        .containsOnlyKeys("code", "state");
  }
}
