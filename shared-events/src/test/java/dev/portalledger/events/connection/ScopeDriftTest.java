package dev.portalledger.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.organization.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeDriftTest {

  private static final List<String> AUDIT = Feature.AUDIT.needs();

  @Test
  void a_grant_of_all_that_is_needed_lacks_nothing_and_has_nothing_too_much() {
    assertThat(ScopeDrift.between(List.of(Feature.AUDIT, Feature.IMPORT), AUDIT, AUDIT))
        .isEqualTo(new ScopeDrift(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void what_a_feature_needs_that_was_switched_on_later_is_missing() {
    var drift = ScopeDrift.between(List.of(Feature.AUDIT, Feature.DEPLOY), AUDIT, AUDIT);

    assertThat(drift.missing())
        .contains("crm.objects.contacts.write", "files.write", "hubdb.tables.publish")
        .allMatch(scope -> !scope.endsWith(".read"))
        .isSorted();
    assertThat(drift.withheld()).isEmpty();
    assertThat(drift.surplus()).isEmpty();
  }

  @Test
  void what_was_asked_for_and_not_granted_was_withheld() {
    var granted = without(AUDIT, "automation");

    assertThat(ScopeDrift.between(List.of(Feature.AUDIT), granted, AUDIT))
        .isEqualTo(new ScopeDrift(List.of(), List.of("automation"), List.of(), List.of()));
  }

  @Test
  void what_was_asked_for_is_not_known_and_so_everything_lacking_is_missing() {
    var granted = without(AUDIT, "automation");

    assertThat(ScopeDrift.between(List.of(Feature.AUDIT), granted, List.of()))
        .isEqualTo(new ScopeDrift(List.of("automation"), List.of(), List.of(), List.of()));
  }

  @Test
  void what_no_feature_needs_any_more_is_surplus_and_so_is_what_none_ever_needed() {
    var granted = List.of("crm.export", "crm.objects.contacts.write", "oauth");

    assertThat(ScopeDrift.between(List.of(Feature.AUDIT), granted, AUDIT).surplus())
        .containsExactly("crm.export", "crm.objects.contacts.write");
    assertThat(ScopeDrift.between(List.of(), granted, AUDIT).surplus()).isEqualTo(granted);
  }

  @Test
  void what_was_granted_beyond_what_was_asked_for_is_told_whether_it_is_needed_or_not() {
    var granted = List.of("crm.export", "files.read", "oauth");

    assertThat(ScopeDrift.between(List.of(Feature.AUDIT), granted, List.of("oauth")).unasked())
        .containsExactly("crm.export", "files.read");
    assertThat(ScopeDrift.between(List.of(Feature.AUDIT), granted, List.of()).unasked())
        .as("what was asked for is not known")
        .isEmpty();
  }

  @Test
  void reading_needs_no_scope_that_only_writes_and_deploying_needs_all_of_reading() {
    assertThat(AUDIT).doesNotHaveDuplicates().noneMatch(scope -> scope.endsWith(".write"));
    assertThat(Feature.IMPORT.needs()).isEqualTo(AUDIT);
    assertThat(Feature.DEPLOY.needs()).containsAll(AUDIT).doesNotHaveDuplicates();
    assertThat(Feature.needs(List.of(Feature.values())))
        .containsExactlyInAnyOrderElementsOf(Feature.DEPLOY.needs());
  }

  private static List<String> without(List<String> scopes, String one) {
    return scopes.stream().filter(scope -> !scope.equals(one)).toList();
  }
}
