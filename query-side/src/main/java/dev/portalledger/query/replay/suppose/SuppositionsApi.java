package dev.portalledger.query.replay.suppose;

import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.replay.suppose.Suppositions.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Compliance")
class SuppositionsApi {

  private final Suppositions suppositions;

  SuppositionsApi(Suppositions suppositions) {
    this.suppositions = suppositions;
  }

  @GetMapping("/api/v1/suppositions")
  @Operation(summary = "The same history under another rule: which events would have been refused")
  Outcome suppose(
      @Parameter(hidden = true) Member member,
      @Parameter(description = "How many portals the plan is supposed to allow")
          @RequestParam(required = false)
          @Nullable Integer planLimit,
      @Parameter(description = "Scopes supposed to be required, separated by spaces")
          @RequestParam(required = false)
          @Nullable String requiredScope) {
    return suppositions.read(member.organization(), Suppositions.rule(planLimit, requiredScope));
  }
}
