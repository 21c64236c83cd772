package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.clientaccounts.ClientAccountsApi.Answer;
import dev.portalledger.query.clientaccounts.ClientAccountsApi.One;
import dev.portalledger.query.dashboard.AsItStood;
import dev.portalledger.query.dashboard.AsOf;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Answers about a past moment, and says what they are told by and what they leave out. */
@Component
class Past {

  private static final String REMARK =
      "Told by the events recorded up to then, and by nothing else. A connection counts as"
          + " confirmed by HubSpot when it was granted: later confirmations are no events. People"
          + " are called what they are called today.";

  private final PastAccounts accounts;
  private final Standings standings;

  Past(PastAccounts accounts, Standings standings) {
    this.accounts = accounts;
    this.standings = standings;
  }

  Answer list(OrganizationId organization, Search search, AsOf asOf) {
    ByStatus counts = standings.counts(organization, asOf);
    ClientAccounts.Page page = accounts.page(organization, search, asOf, counts);
    Seats seats = standings.booked(organization, asOf).with(counts.held());
    return new Answer(page.items(), page.next(), seats, remark(organization, asOf));
  }

  One one(OrganizationId organization, long portal, AsOf asOf) {
    return find(organization, portal, asOf).orElseThrow(() -> notYet(organization, portal));
  }

  Optional<One> find(OrganizationId organization, long portal, AsOf asOf) {
    return accounts
        .find(organization, portal, asOf)
        .map(account -> new One(account, remark(organization, asOf)));
  }

  /** When the portal's first event in this organization happened. */
  Optional<Instant> recordedSince(OrganizationId organization, long portal) {
    return accounts.recordedSince(organization, portal);
  }

  Usage usage(OrganizationId organization, AsOf asOf) {
    return Usage.of(
        standings.booked(organization, asOf),
        standings.counts(organization, asOf),
        remark(organization, asOf));
  }

  private AsItStood remark(OrganizationId organization, AsOf asOf) {
    return AsItStood.at(asOf, standings.recordedSince(organization).orElse(null), REMARK);
  }

  /** A portal that never was this organization's is answered like one that nobody knows. */
  private ResponseStatusException notYet(OrganizationId organization, long portal) {
    return recordedSince(organization, portal)
        .map(Past::notBefore)
        .orElseGet(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ResponseStatusException notBefore(Instant first) {
    return new ResponseStatusException(
        HttpStatus.NOT_FOUND,
        "at that moment nothing was recorded of this portal; its first event is of " + first);
  }
}
