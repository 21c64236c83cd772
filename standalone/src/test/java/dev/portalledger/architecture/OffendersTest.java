package dev.portalledger.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule is worth something once it has been seen red. */
class OffendersTest {

  private static final String BASE = "dev.portalledger.";

  static final Map<String, List<String>> OFFENDERS =
      Map.ofEntries(
          Map.entry("events_know_only_java", List.of("events.offender.KnowsSpring")),
          Map.entry("rules_are_free_of_frameworks", List.of("command.offender.SpringRules")),
          Map.entry(
              "the_command_side_never_asks_the_machine_for_time_or_identity",
              List.of("command.offender.ReadsTheClock")),
          Map.entry(
              "command_and_query_meet_only_in_events", List.of("command.offender.ReadsAView")),
          Map.entry(
              "query_features_are_independent",
              List.of("query.offender.Peeks", "query.offended.Peeked")),
          Map.entry(
              "command_features_have_no_cycles",
              List.of("command.offender.There", "command.offended.AndBack")),
          Map.entry(
              "the_event_store_knows_nothing_of_portals",
              List.of("eventstore.offender.KnowsPortals")),
          Map.entry("the_product_does_not_know_its_demo", List.of("query.offender.KnowsTheDemo")),
          Map.entry("replays_never_call_out", List.of("query.replay.CallingReplay")),
          Map.entry("projections_never_call_out", List.of("query.offender.CallingProjection")),
          Map.entry(
              "event_handlers_name_their_processing_group",
              List.of("query.offender.NamelessGroup")),
          Map.entry("commands_carry_no_secret", List.of("command.offender.LeakToken")),
          Map.entry("packages_are_features", List.of("query.offender.util.Strings")),
          Map.entry("names_say_what_things_are", List.of("query.offender.PortalManager")),
          Map.entry("nobody_sleeps", List.of("query.offender.Sleeps")),
          Map.entry("query_features_show_nothing", List.of("query.clientaccounts.ShownToAll")));

  static Stream<String> rules() {
    return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
        .filter(field -> field.getType().equals(ArchRule.class))
        .map(Field::getName);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void every_rule_catches_its_offender(String rule) throws Exception {
    var field = ArchitectureTest.class.getDeclaredField(rule);
    var offenders = OFFENDERS.getOrDefault(rule, List.of());
    assertThat(offenders).as("offenders of %s", rule).isNotEmpty();
    var classes = new ClassFileImporter().importClasses(load(offenders));
    assertThatThrownBy(() -> ((ArchRule) field.get(null)).check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(offenders.getFirst());
  }

  @Test
  void no_offender_is_left_over() {
    assertThat(rules()).containsExactlyInAnyOrderElementsOf(OFFENDERS.keySet());
  }

  private static List<Class<?>> load(List<String> names) throws ClassNotFoundException {
    var classes = new java.util.ArrayList<Class<?>>();
    for (var name : names) {
      classes.add(Class.forName(BASE + name));
    }
    return classes;
  }
}
