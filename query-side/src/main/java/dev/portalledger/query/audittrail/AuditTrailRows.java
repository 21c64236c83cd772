package dev.portalledger.query.audittrail;

import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds rows to the trail; an event that has one already adds none. */
final class AuditTrailRows implements Rows<Row> {

  private final JdbcClient db;

  AuditTrailRows(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Object key(Row row) {
    return row.event();
  }

  @Override
  public void write(List<Row> rows) {
    var all = new Columns<>(rows);
    db.sql(
            """
            insert into query.audit_trail
              (event_id, occurred_at, organization_id, kind, actor, portal_id, hub_domain, expected_portal,
               generation, authorizer, scopes, missing_scopes, cause, attempt_id, plan, features, detail,
               residual_access_until, subject, confirmed_by)
            select event, at, organization, kind, actor, portal, domain, expected, generation, authorizer,
                   cast(scopes as text[]), cast(missing as text[]), cause, attempt, plan, cast(features as text[]), detail,
                   residual, subject, confirmed
              from unnest(:events, cast(:moments as timestamptz[]), :organizations, :kinds, :actors, :portals,
                          :domains, :expected, :generations, :authorizers, :scopes, :missing, :causes,
                          :attempts, :plans, :features, :details, cast(:residual as timestamptz[]),
                          :subjects, :confirmed)
                as happened (event, at, organization, kind, actor, portal,
                             domain, expected, generation, authorizer, scopes, missing, cause,
                             attempt, plan, features, detail, residual, subject, confirmed)
            on conflict (event_id) do nothing
            """)
        .param("events", all.texts(Row::event))
        .param("moments", all.moments(Row::occurredAt))
        .param("organizations", all.texts(row -> row.organization().value()))
        .param("kinds", all.texts(row -> row.text("kind")))
        .param("actors", all.texts(row -> row.text("actor")))
        .param("portals", all.numbers(row -> row.number("portal")))
        .param("domains", all.texts(row -> row.text("hubDomain")))
        .param("expected", all.numbers(row -> row.number("expectedPortal")))
        .param("generations", all.numbers(row -> row.number("generation")))
        .param("authorizers", all.texts(row -> row.text("authorizer")))
        .param("scopes", all.lists(row -> row.list("scopes")))
        .param("missing", all.lists(row -> row.list("missingScopes")))
        .param("causes", all.texts(row -> row.text("cause")))
        .param("attempts", all.texts(row -> row.text("attempt")))
        .param("plans", all.texts(row -> row.text("plan")))
        .param("features", all.lists(row -> row.list("features")))
        .param("details", all.texts(row -> row.text("detail")))
        .param("residual", all.moments(Row::residualAccessUntil))
        .param("subjects", all.texts(row -> row.text("subject")))
        .param("confirmed", all.texts(row -> row.text("confirmedBy")))
        .update();
  }

  void truncate() {
    db.sql("truncate query.audit_trail").update();
  }
}
