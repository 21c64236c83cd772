package dev.portalledger.query.clientaccounts;

import dev.portalledger.query.projections.ReadModel;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the group {@value ClientAccountsProjection.GROUP} keeps. */
@Component
class AccountsReadModel implements ReadModel {

  @Override
  public String name() {
    return ClientAccountsProjection.GROUP;
  }

  @Override
  public List<String> tables() {
    return List.of(
        "client_accounts",
        "client_account_plans",
        "asked_scopes",
        "client_account_history",
        "client_account_days",
        "client_account_plan_history");
  }

  @Override
  public List<Object> projections(JdbcClient db) {
    return List.of(
        new ClientAccountsProjection(db), new PlansProjection(db), new AskedScopesProjection(db));
  }
}
