package dev.portalledger.query.clientaccounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portalledger.query.dashboard.AsItStood;
import dev.portalledger.query.dashboard.AsOf;
import dev.portalledger.query.dashboard.Member;
import dev.portalledger.query.projections.CatchUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
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

  /** One page; {@code next} is null on the last, and is of use with the same {@code asOf} only. */
  record Answer(
      List<ClientAccount> items,
      @Nullable String next,
      Seats seats,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AsItStood asOf) {}

  /** One account, and if it is of a past moment, what is to be known of that. */
  record One(
      @JsonUnwrapped ClientAccount account,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AsItStood asOf) {}

  private final ClientAccounts accounts;
  private final Proofs proofs;
  private final Past past;
  private final CatchUp catchUp;

  ClientAccountsApi(ClientAccounts accounts, Proofs proofs, Past past, CatchUp catchUp) {
    this.accounts = accounts;
    this.proofs = proofs;
    this.past = past;
    this.catchUp = catchUp;
  }

  @GetMapping("/api/v1/client-accounts")
  @Operation(summary = "List client accounts: expired first, then connected, then disconnected")
  Answer list(
      @Parameter(hidden = true) Member member,
      @ParameterObject Search search,
      @Parameter(
              name = "asOf",
              in = ParameterIn.QUERY,
              description = AsOf.MEANING,
              schema = @Schema(type = "string"))
          @Nullable AsOf asOf) {
    waitFor(member, search.portal(), search.minVersion());
    if (asOf != null) {
      return past.list(member.organization(), search, asOf);
    }
    ClientAccounts.Page page = accounts.page(member.organization(), search);
    return new Answer(
        proofs.of(member.organization(), page.items()),
        page.next(),
        accounts.seats(member.organization()),
        null);
  }

  @GetMapping("/api/v1/client-accounts/{portalId}")
  @Operation(summary = "One client account")
  One one(
      @Parameter(hidden = true) Member member,
      @PathVariable long portalId,
      @RequestParam(required = false) @Nullable Long minVersion,
      @Parameter(
              name = "asOf",
              in = ParameterIn.QUERY,
              description = AsOf.MEANING,
              schema = @Schema(type = "string"))
          @Nullable AsOf asOf) {
    waitFor(member, portalId, minVersion);
    return asOf != null
        ? past.one(member.organization(), portalId, asOf)
        : accounts
            .find(member.organization(), portalId)
            .map(account -> new One(proofs.of(member.organization(), account), null))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private void waitFor(Member member, @Nullable Long portal, @Nullable Long minVersion) {
    if (portal != null && minVersion != null) {
      catchUp.await(() -> accounts.hasVersion(member.organization(), portal, minVersion));
    }
  }
}
