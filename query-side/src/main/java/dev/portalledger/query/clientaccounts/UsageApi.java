package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.dashboard.AsOf;
import dev.portalledger.query.dashboard.Member;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Usage", description = "The caller's plan, and how much of it is in use")
class UsageApi {

  private final Standings standings;
  private final Past past;

  UsageApi(Standings standings, Past past) {
    this.standings = standings;
    this.past = past;
  }

  @GetMapping("/api/v1/usage")
  @Operation(summary = "Plan, limit, seats held, and client accounts by status")
  Usage usage(
      @Parameter(hidden = true) Member member,
      @Parameter(
              name = "asOf",
              in = ParameterIn.QUERY,
              description = AsOf.MEANING,
              schema = @Schema(type = "string"))
          @Nullable AsOf asOf) {
    OrganizationId organization = member.organization();
    return asOf == null
        ? Usage.of(standings.booked(organization), standings.counts(organization), null)
        : past.usage(organization, asOf);
  }
}
