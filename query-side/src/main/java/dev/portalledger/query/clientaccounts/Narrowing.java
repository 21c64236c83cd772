package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.organization.Feature;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What narrows a list to what a reader asks for, as SQL on rows that are called client_accounts.
 */
final class Narrowing {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final StringBuilder sql = new StringBuilder();
  private final Map<String, Object> params;

  private Narrowing(Map<String, Object> params) {
    this.params = params;
  }

  /**
   * Everything but the organization and the status.
   *
   * @param features that the organization has switched on; asked for only if it matters
   * @param params is given what the conditions compare with
   */
  static String of(Search search, Supplier<List<Feature>> features, Map<String, Object> params) {
    var narrowing = new Narrowing(params);
    narrowing.byRow(search);
    if (search.isForDrift()) {
      narrowing.byDrift(features.get());
    }
    narrowing.byText(search);
    narrowing.byPlace(search);
    return narrowing.sql.toString();
  }

  private void byRow(Search search) {
    if (search.cause() != null) {
      sql.append(" and cause = :cause");
      params.put("cause", search.cause().name());
    }
    if (search.portal() != null) {
      sql.append(" and portal_id = :portal");
      params.put("portal", search.portal());
    }
  }

  private void byDrift(List<Feature> features) {
    sql.append(
        """
         and attention = 1 and not scopes || coalesce((select asked.scopes from query.asked_scopes as asked
           where asked.attempt_id = client_accounts.attempt_id), '{}') @> cast(:needed as text[])
        """);
    params.put("needed", Feature.needs(features).toArray(String[]::new));
  }

  private void byText(Search search) {
    String text = search.text();
    if (text != null) {
      sql.append(
          NUMBER.matcher(text).matches()
              ? " and (strpos(label, :q) > 0 or starts_with(portal_id::text, :q))"
              : " and strpos(label, :q) > 0");
      params.put("q", text);
    }
  }

  private void byPlace(Search search) {
    Cursor after = search.after();
    if (after != null) {
      sql.append(" and (attention, label, portal_id) > (:attention, :label, :last)");
      params.put("attention", after.attention());
      params.put("label", after.label());
      params.put("last", after.portalId());
    }
  }
}
