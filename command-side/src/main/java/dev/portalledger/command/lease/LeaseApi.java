package dev.portalledger.command.lease;

import dev.portalledger.command.hubspot.HubSpotSettings;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.IdempotencyKey;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.PublicAddress;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Leases for programs. The one answer of the whole API that carries a token. */
@RestController
class LeaseApi {

  /** Kept for ever and shown to auditors: a number to look up, no place for names of people. */
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/#-]{0,79}");

  private final Lessor lessor;
  private final HubSpotSettings hubSpot;
  private final PublicAddress address;

  LeaseApi(Lessor lessor, HubSpotSettings hubSpot, PublicAddress address) {
    this.lessor = lessor;
    this.hubSpot = hubSpot;
    this.address = address;
  }

  /**
   * What is asked for.
   *
   * @param reason the number of a job or ticket: up to 80 of letters, digits and {@code ._:/#-}
   */
  record Request(Purpose purpose, String reason) {}

  /**
   * What was handed out.
   *
   * @param baseUrl what the token is good for: HubSpot itself, or our pass-through to it
   * @param expiresIn seconds that are left of it
   */
  record Lease(
      String leaseId,
      long portalId,
      Purpose purpose,
      int generation,
      List<String> scopes,
      String tokenType,
      String accessToken,
      String baseUrl,
      Instant expiresAt,
      long expiresIn) {

    /** At TRACE, Spring logs what it writes. */
    @Override
    public String toString() {
      return "Lease[" + leaseId + "]";
    }
  }

  /**
   * Gives a lease.
   *
   * @param passThrough for IMPLEMENTATION: a token for our pass-through in place of HubSpot's own;
   *     AUDIT never gets another
   */
  @PostMapping("/api/v1/portals/{portalId}/leases")
  @ResponseStatus(HttpStatus.CREATED)
  Lease lease(
      Actor actor,
      @PathVariable PortalId portalId,
      @RequestParam(defaultValue = "false") boolean passThrough,
      @RequestAttribute(IdempotencyKey.ATTRIBUTE) IdempotencyKey key,
      @RequestBody Request request) {
    if (!REFERENCE.matcher(request.reason()).matches()) {
      throw new Trouble(
          ProblemType.INVALID_REQUEST,
          "The reason is kept for ever, so it must be a reference: up to 80 letters, digits and any"
              + " of . _ : / # -, beginning with a letter or digit. Send the number of the job or"
              + " ticket, no sentence and no person's name.");
    }
    var wanted =
        new Wanted(
            actor.organization(),
            portalId,
            request.purpose(),
            passThrough || request.purpose() == Purpose.AUDIT,
            request.reason(),
            actor.subject(),
            key);
    return switch (lessor.lease(wanted)) {
      case Lessor.Answer.Given(var lease) -> told(wanted, lease);
      case Lessor.Answer refused -> throw LeaseTrouble.of(refused, portalId);
    };
  }

  private Lease told(Wanted wanted, Leased.Granted lease) {
    return new Lease(
        lease.id().value(),
        wanted.portal().value(),
        wanted.purpose(),
        lease.generation(),
        lease.scopes(),
        "Bearer",
        lease.bearer().value(),
        wanted.passThroughOnly()
            ? address.at("/hubspot/" + wanted.portal()).toString()
            : hubSpot.apiUrl().toString(),
        lease.expiresAt(),
        lease.life().toSeconds());
  }
}
