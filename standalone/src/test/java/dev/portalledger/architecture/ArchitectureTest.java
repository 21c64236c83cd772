package dev.portalledger.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.portalledger.command.gateway.Command;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** Who may depend on whom. Each rule is seen red by its offender in {@link OffendersTest}. */
@AnalyzeClasses(packages = "dev.portalledger", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule events_know_only_java =
      classes()
          .that()
          .resideInAPackage("dev.portalledger.events..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.portalledger.events..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule rules_are_free_of_frameworks =
      noClasses()
          .that()
          .resideInAPackage("dev.portalledger.command..")
          .and()
          .haveNameMatching(".*(Rules|State|Refusal|Decision|Ruling|Outcome|History)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.axonframework..", "org.springframework..", "java.sql..");

  @ArchTest
  static final ArchRule the_command_side_never_asks_the_machine_for_time_or_identity =
      noClasses()
          .that()
          .resideInAPackage("dev.portalledger.command..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule command_and_query_meet_only_in_events =
      noClasses()
          .that()
          .resideInAPackage("dev.portalledger.command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.portalledger.query..")
          .orShould(
              new ArchCondition<>("be read by the query side") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  item.getDirectDependenciesToSelf().stream()
                      .filter(
                          d ->
                              d.getOriginClass()
                                  .getPackageName()
                                  .startsWith("dev.portalledger.query"))
                      .forEach(
                          d -> events.add(SimpleConditionEvent.satisfied(d, d.getDescription())));
                }
              });

  /** The frame, the way projections are run, and the notes of who was given what serve all. */
  @ArchTest
  static final ArchRule query_features_are_independent =
      slices()
          .matching("dev.portalledger.query.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              JavaClass.Predicates.resideInAPackage("dev.portalledger.query.."),
              JavaClass.Predicates.resideInAnyPackage(
                  "dev.portalledger.query.dashboard..",
                  "dev.portalledger.query.projections..",
                  "dev.portalledger.query.disclosure..",
                  "dev.portalledger.query.people.."));

  @ArchTest
  static final ArchRule command_features_have_no_cycles =
      slices().matching("dev.portalledger.command.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_event_store_knows_nothing_of_portals =
      noClasses()
          .that()
          .resideInAPackage("dev.portalledger.eventstore..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.portalledger.events..",
              "dev.portalledger.command..",
              "dev.portalledger.query..");

  @ArchTest
  static final ArchRule the_product_does_not_know_its_demo =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.portalledger.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.portalledger.standalone..");

  @ArchTest
  static final ArchRule projections_never_call_out =
      noClasses()
          .that()
          .resideInAPackage("dev.portalledger.query..")
          .and()
          .haveSimpleNameEndingWith("Projection")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "org.springframework.web..", "jakarta.mail..");

  /** T38: reading history again has no side effect, because nothing in it can have one. */
  @ArchTest
  static final ArchRule replays_never_call_out =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.portalledger.query.replay..", "dev.portalledger.query.projections..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net.http..",
              "org.springframework.web.client..",
              "org.springframework.web.reactive..",
              "org.springframework.mail..",
              "jakarta.mail..");

  @ArchTest
  static final ArchRule event_handlers_name_their_processing_group =
      methods()
          .that()
          .areAnnotatedWith(EventHandler.class)
          .and()
          .areNotAnnotatedWith(EventSourcingHandler.class)
          .should()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(ProcessingGroup.class);

  @ArchTest
  static final ArchRule commands_carry_no_secret =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .areAssignableTo(Command.class)
          .should()
          .notHaveRawType(AccessToken.class)
          .andShould()
          .notHaveRawType(RefreshToken.class)
          .andShould()
          .notHaveRawType(Tokens.class);

  @ArchTest
  static final ArchRule packages_are_features =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..service..", "..util..", "..impl..", "..dto..", "..controller..", "..model..");

  @ArchTest
  static final ArchRule names_say_what_things_are =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Service|Dto|Command\\w*Handler)");

  @ArchTest
  static final ArchRule nobody_sleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  /** A query feature is a page and its answers; nothing in it is for other code. */
  @ArchTest
  static final ArchRule query_features_show_nothing =
      classes()
          .that()
          .resideInAnyPackage(
              "dev.portalledger.query.clientaccounts..",
              "dev.portalledger.query.audittrail..",
              "dev.portalledger.query.campaigns..")
          .and()
          .areTopLevelClasses()
          .should()
          .notBePublic();
}
