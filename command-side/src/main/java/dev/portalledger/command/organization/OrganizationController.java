package dev.portalledger.command.organization;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.OrganizationDecision.Accepted;
import dev.portalledger.command.organization.OrganizationDecision.Refused;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.Operator;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators register organizations and set plans; an organization chooses its features. */
@RestController
class OrganizationController {

  private static final int LONGEST_NAME = 100;

  private final Commands commands;

  OrganizationController(Commands commands) {
    this.commands = commands;
  }

  record Registration(String organizationId, String name, Plan plan, List<Feature> features) {}

  record Registered(String organizationId) {}

  record PlanChoice(Plan plan) {}

  record FeatureChoice(List<Feature> features) {}

  @PostMapping("/api/v1/organizations")
  @ResponseStatus(HttpStatus.CREATED)
  Registered register(Operator operator, @RequestBody Registration registration) {
    var id = organization(registration.organizationId());
    if (registration.name().isBlank() || registration.name().length() > LONGEST_NAME) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "The name is empty or longer than %d characters. Give the agency's own name."
              .formatted(LONGEST_NAME));
    }
    accept(
        commands.send(
            new RegisterOrganization(
                id, registration.name(), registration.plan(), registration.features()),
            operator.subject()));
    return new Registered(id.value());
  }

  @PutMapping("/api/v1/organizations/{organizationId}/plan")
  PlanChoice plan(
      Operator operator, @PathVariable String organizationId, @RequestBody PlanChoice choice) {
    accept(
        commands.send(
            new ChangePlan(organization(organizationId), choice.plan()), operator.subject()));
    return choice;
  }

  @PutMapping("/api/v1/organization/features")
  FeatureChoice features(Actor actor, @RequestBody FeatureChoice choice) {
    accept(
        commands.send(
            new ChangeFeatures(actor.organization(), choice.features()), actor.subject()));
    return choice;
  }

  private static void accept(OrganizationDecision decision) {
    switch (decision) {
      case Accepted _ -> {}
      case Refused(var refusal) -> throw trouble(refusal);
    }
  }

  private static Trouble trouble(OrganizationRefusal refusal) {
    return switch (refusal) {
      case OrganizationRefusal.AlreadyRegistered _ ->
          new Trouble(
              ProblemType.CONFLICT,
              "An organization of another name has this id already. Choose another id.");
      case OrganizationRefusal.NotRegistered() ->
          new Trouble(
              ProblemType.NOT_FOUND,
              "There is no such organization. Register it first, or correct its id.");
      case OrganizationRefusal.PlanTooSmall(var plan, int limit, int held, int excess) ->
          new Trouble(
              ProblemType.PLAN_LIMIT,
              "%s allows %d client accounts, but %d are held. Nothing is disconnected silently: remove %d first, or keep the larger plan."
                  .formatted(plan, limit, held, excess),
              Map.of("limit", limit, "held", held, "excess", excess));
    };
  }

  private static OrganizationId organization(String id) {
    try {
      return new OrganizationId(id);
    } catch (IllegalArgumentException _) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "An organization id is 2 to 40 of a-z, 0-9 and -. Correct it and send the request again.");
    }
  }
}
