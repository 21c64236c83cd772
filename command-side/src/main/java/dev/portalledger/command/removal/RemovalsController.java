package dev.portalledger.command.removal;

import dev.portalledger.command.removal.Removals.Order;
import dev.portalledger.command.removal.Removals.Outcome;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.command.web.TroubleAnswers;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Remove for a selection of portals. */
@RestController
class RemovalsController {

  private static final int MOST = 1000;

  private final Removals removals;
  private final TroubleAnswers answers;

  RemovalsController(Removals removals, TroubleAnswers answers) {
    this.removals = removals;
    this.answers = answers;
  }

  /**
   * What is asked for.
   *
   * @param dryRun only tells what would become of each
   * @param uninstall also remove the app from the portals at HubSpot
   */
  record Request(List<@Nullable Long> portals, boolean dryRun, boolean uninstall) {}

  enum Result {
    REMOVED,
    WOULD_BE_REMOVED,
    WAS_REMOVED_BEFORE,
    REFUSED
  }

  /**
   * What became of one portal, in the order of the request.
   *
   * @param version the portal's, after it; null unless it was removed now
   * @param problem why it was refused; null unless it was
   */
  record Item(
      long portalId, Result result, @Nullable Long version, @Nullable ProblemDetail problem) {}

  record Answer(boolean dryRun, List<Item> items) {}

  @PostMapping("/api/v1/portals/removals")
  Answer remove(Actor actor, HttpServletRequest asked, @RequestBody Request request) {
    var portals = request.portals().stream().map(RemovalsController::portal).toList();
    var order = order(actor, request.uninstall(), request.dryRun());
    return new Answer(
        request.dryRun(),
        removed(order, portals).map(outcome -> item(outcome, request.dryRun(), asked)).toList());
  }

  /** From the page of the selection; back to it, where each now shows what became of it. */
  @PostMapping("/client-accounts/removals")
  ResponseEntity<Void> removeAndShow(
      Actor actor,
      @RequestParam(defaultValue = "") List<PortalId> portal,
      @RequestParam(defaultValue = "false") boolean uninstall) {
    var query =
        removed(order(actor, uninstall, false), portal)
            .map(RemovalsController::parameter)
            .collect(Collectors.joining("&"));
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/client-accounts/removals?" + query))
        .build();
  }

  private Stream<Outcome> removed(Order order, List<PortalId> portals) {
    if (portals.isEmpty() || portals.size() > MOST) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "Between 1 and %d portals are removed at once, and %d were named. Name the portals to remove, or send several requests."
              .formatted(MOST, portals.size()));
    }
    return portals.stream().distinct().map(portal -> removals.remove(order, portal));
  }

  private static Order order(Actor actor, boolean uninstall, boolean isTrial) {
    return new Order(
        actor.organization(),
        RevocationCause.REMOVED_BY_MEMBER,
        actor.subject(),
        uninstall ? RevocationExtent.GRANT_AND_APP : RevocationExtent.GRANT,
        isTrial);
  }

  /** Of one that was removed with the version it has now, so that the page waits for it. */
  private static String parameter(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Removed(var portal, var version) when version != null ->
          "portal=%s&version=%s-%d".formatted(portal, portal, version);
      case Outcome.Removed(var portal, _) -> "portal=" + portal;
      case Outcome.WasRemoved(var portal) -> "portal=" + portal;
      case Outcome.Unknown(var portal) -> "portal=" + portal;
    };
  }

  private static PortalId portal(@Nullable Long id) {
    if (id == null || id <= 0) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "One of the portals is no portal id. Portal ids are whole numbers above 0; look them up in"
              + " Client Accounts.");
    }
    return new PortalId(id);
  }

  private Item item(Outcome outcome, boolean isTrial, HttpServletRequest asked) {
    return switch (outcome) {
      case Outcome.Removed(var portal, var version) ->
          new Item(
              portal.value(), isTrial ? Result.WOULD_BE_REMOVED : Result.REMOVED, version, null);
      case Outcome.WasRemoved(var portal) ->
          new Item(portal.value(), Result.WAS_REMOVED_BEFORE, null, null);
      case Outcome.Unknown(var portal) ->
          new Item(
              portal.value(), Result.REFUSED, null, answers.part(asked, Trouble.unknownPortal()));
    };
  }
}
