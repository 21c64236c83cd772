package dev.portalledger.command.vault;

import static dev.portalledger.command.vault.VaultFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class SecretsTest {

  private static final String CANARY = "canary-5e1f";

  @Test
  void a_token_prints_as_nothing() {
    assertThat(new AccessToken(CANARY).toString()).isEqualTo("AccessToken[redacted]");
    assertThat(new RefreshToken(CANARY).toString()).isEqualTo("RefreshToken[redacted]");
    assertThat(tokens(CANARY).toString()).doesNotContain(CANARY);
    assertThat(Optional.of(tokens(CANARY)).toString()).doesNotContain(CANARY);
  }

  @Test
  void a_token_never_becomes_json() {
    var mapper = JsonMapper.builder().build();
    for (Object holder :
        List.of(
            new AccessToken(CANARY),
            new RefreshToken(CANARY),
            tokens(CANARY),
            Map.of("refresh", new RefreshToken(CANARY)),
            List.of(new AccessToken(CANARY)))) {
      assertThatExceptionOfType(JacksonException.class)
          .isThrownBy(() -> mapper.writeValueAsString(holder))
          .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining(CANARY));
    }
  }

  @Test
  void a_token_is_not_serializable_by_java() {
    assertThat(Serializable.class.isAssignableFrom(AccessToken.class)).isFalse();
    assertThat(Serializable.class.isAssignableFrom(RefreshToken.class)).isFalse();
  }
}
