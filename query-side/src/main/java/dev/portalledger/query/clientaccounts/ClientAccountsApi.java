package dev.portalledger.query.clientaccounts;

import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.projections.CatchUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@Tag(name = "Client accounts", description = "The portals of the caller's organization")
class ClientAccountsApi {

  /** One page; {@code next} is null on the last. */
  record Answer(List<ClientAccount> items, @Nullable String next, Seats seats) {}

  private final ClientAccounts accounts;
  private final Proofs proofs;
  private final CatchUp catchUp;

  ClientAccountsApi(ClientAccounts accounts, Proofs proofs, CatchUp catchUp) {
    this.accounts = accounts;
    this.proofs = proofs;
    this.catchUp = catchUp;
  }

  @GetMapping("/api/v1/client-accounts")
  @Operation(summary = "List client accounts: expired first, then connected, then disconnected")
  Answer list(@Parameter(hidden = true) Member member, @ParameterObject Search search) {
    waitFor(member, search.portal(), search.minVersion());
    ClientAccounts.Page page = accounts.page(member.organization(), search);
    return new Answer(
        proofs.of(member.organization(), page.items()),
        page.next(),
        accounts.seats(member.organization()));
  }

  @GetMapping("/api/v1/client-accounts/{portalId}")
  @Operation(summary = "One client account")
  ClientAccount one(
      @Parameter(hidden = true) Member member,
      @PathVariable long portalId,
      @RequestParam(required = false) @Nullable Long minVersion) {
    waitFor(member, portalId, minVersion);
    return accounts
        .find(member.organization(), portalId)
        .map(account -> proofs.of(member.organization(), account))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private void waitFor(Member member, @Nullable Long portal, @Nullable Long minVersion) {
    if (portal != null && minVersion != null) {
      catchUp.await(() -> accounts.hasVersion(member.organization(), portal, minVersion));
    }
  }
}
