package dev.portalledger.command.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.organization.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskedScopesTest {

  private static final List<String> REQUIRED = List.of("oauth", "crm.objects.contacts.read");

  @Test
  void what_the_app_requires_is_asked_for_always_and_only_once() {
    assertThat(AskedScopes.forFeatures(List.of(), REQUIRED))
        .isEqualTo(new AskedScopes(List.of("crm.objects.contacts.read", "oauth"), List.of()));
    assertThat(AskedScopes.forFeatures(List.of(Feature.AUDIT), REQUIRED).optional())
        .contains("automation", "crm.lists.read")
        .doesNotContainAnyElementsOf(REQUIRED)
        .isSorted();
  }

  @Test
  void only_deploying_asks_for_what_writes() {
    assertThat(AskedScopes.forFeatures(List.of(Feature.AUDIT, Feature.IMPORT), REQUIRED).optional())
        .noneMatch(scope -> scope.endsWith(".write"));
    assertThat(AskedScopes.forFeatures(List.of(Feature.DEPLOY), REQUIRED).optional())
        .contains("crm.objects.contacts.write", "files.write", "automation");
  }
}
