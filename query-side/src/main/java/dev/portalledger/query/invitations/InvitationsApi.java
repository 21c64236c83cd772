package dev.portalledger.query.invitations;

import dev.portalledger.query.dashboard.Member;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Invitations", description = "Who was invited to authorize portals")
class InvitationsApi {

  private final Invitations invitations;

  InvitationsApi(Invitations invitations) {
    this.invitations = invitations;
  }

  @GetMapping("/api/v1/invitations")
  @Operation(summary = "List invitations, newest first; after is the last page's next")
  Invitations.Page list(
      @Parameter(hidden = true) Member member,
      @RequestParam(required = false) @Nullable String after) {
    return invitations.page(member.organization(), after);
  }
}
