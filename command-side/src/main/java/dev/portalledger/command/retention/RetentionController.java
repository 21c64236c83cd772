package dev.portalledger.command.retention;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.Organizations;
import dev.portalledger.command.web.Operator;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.retention.RetentionId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has old bodies of an organization dropped, as an operator. Two steps, so that nobody does it by
 * mistake: a look tells how many there are, and only who names that number gets it done.
 */
@RestController
class RetentionController {

  private static final int SEGMENT = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Droppings droppings;
  private final Organizations organizations;
  private final Commands commands;

  RetentionController(Droppings droppings, Organizations organizations, Commands commands) {
    this.droppings = droppings;
    this.organizations = organizations;
    this.commands = commands;
  }

  /**
   * What could be dropped, or was.
   *
   * @param keep the period, ISO 8601
   * @param before only what was recorded earlier
   * @param goneThrough so many events of the ledger were gone through before, from the first one on
   * @param upTo so many are then; as many as before if there is nothing to do
   * @param bodies of how many events
   */
  record Answer(
      String organizationId,
      String keep,
      Instant before,
      long goneThrough,
      long upTo,
      long bodies) {}

  /** Both as the look said. */
  record Order(long upTo, long bodies) {}

  @GetMapping("/api/v1/organizations/{organizationId}/retention")
  Answer look(@PathVariable OrganizationId organizationId) {
    requireRegistered(organizationId);
    return answer(organizationId, droppings.look(organizationId));
  }

  @PostMapping("/api/v1/organizations/{organizationId}/retention")
  Answer apply(
      Operator operator, @PathVariable OrganizationId organizationId, @RequestBody Order order) {
    requireRegistered(organizationId);
    if (order.upTo() < 0 || order.upTo() % SEGMENT != 0 || order.bodies() < 0) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "upTo is a multiple of 256 and bodies a number from 0 on. Send both as GET on this address has told them.");
    }
    var command =
        new ApplyRetention(
            freshId(), organizationId, order.upTo(), order.bodies(), operator.subject());
    return answer(organizationId, commands.send(command, operator.subject()));
  }

  private void requireRegistered(OrganizationId organization) {
    if (organizations.features(organization).isEmpty()) {
      throw new Trouble(
          ProblemType.NOT_FOUND,
          "There is no such organization. Register it first, or correct its id.");
    }
  }

  private static RetentionId freshId() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new RetentionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static Answer answer(OrganizationId organization, Dropping dropping) {
    return switch (dropping) {
      case Dropping.Dropped it ->
          new Answer(
              organization.value(),
              it.keep(),
              it.before(),
              it.goneThrough(),
              it.upTo(),
              it.bodies());
      case Dropping.Refused refused -> throw RetentionTrouble.of(refused);
    };
  }
}
