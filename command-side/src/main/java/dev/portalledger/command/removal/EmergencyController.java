package dev.portalledger.command.removal;

import dev.portalledger.command.proof.Proofs;
import dev.portalledger.command.removal.Removals.Order;
import dev.portalledger.command.removal.Removals.Outcome;
import dev.portalledger.command.web.Operator;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an operator does when tokens may have been stolen: ends every connection of an organization,
 * or of all. Two steps, so that nobody does it by mistake: a trial tells how many there are, and
 * only who names that number gets it done.
 */
@RestController
class EmergencyController {

  private static final Logger log = LoggerFactory.getLogger(EmergencyController.class);

  private final Removals removals;
  private final Proofs connections;

  EmergencyController(Removals removals, Proofs connections) {
    this.removals = removals;
    this.connections = connections;
  }

  /**
   * What is asked for.
   *
   * @param dryRun only tells how many there are
   * @param connections how many there are, as the trial said
   */
  record Request(boolean dryRun, int connections) {}

  /**
   * What was done.
   *
   * @param connections how many are held, or were
   * @param ended how many ended now; 0 of a trial
   */
  record Answer(boolean dryRun, int connections, int ended) {}

  @PostMapping("/api/v1/organizations/{organizationId}/revocations")
  Answer ofOrganization(
      Operator operator,
      @PathVariable OrganizationId organizationId,
      @RequestBody Request request) {
    return revoke(operator, List.of(organizationId), request);
  }

  @PostMapping("/api/v1/revocations")
  Answer ofAll(Operator operator, @RequestBody Request request) {
    return revoke(operator, connections.holders(), request);
  }

  private Answer revoke(Operator operator, List<OrganizationId> organizations, Request request) {
    int held = organizations.stream().mapToInt(each -> connections.held(each).size()).sum();
    if (request.dryRun()) {
      return new Answer(true, held, 0);
    }
    if (request.connections() != held) {
      throw new Trouble(
          ProblemType.CONFLICT,
          "You named %d connections, and %d are held now. Nothing was ended. Ask again with dryRun, look at what it says, and name that."
              .formatted(request.connections(), held),
          Map.of("connections", held));
    }
    log.warn("Operator {} ends {} connections", operator.subject(), held);
    int ended = organizations.stream().mapToInt(each -> revoke(each, operator.subject())).sum();
    return new Answer(false, held, ended);
  }

  private int revoke(OrganizationId organization, SubjectId operator) {
    var order =
        new Order(
            organization,
            RevocationCause.ENDED_BY_OPERATOR,
            operator,
            RevocationExtent.GRANT,
            false);
    return (int)
        connections.held(organization).stream()
            .map(portal -> removals.remove(order, portal))
            .filter(Outcome.Removed.class::isInstance)
            .count();
  }
}
