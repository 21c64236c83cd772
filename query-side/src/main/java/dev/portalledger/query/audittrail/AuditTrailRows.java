package dev.portalledger.query.audittrail;

import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds rows to the trail; an event that has one already adds none. Rows of events whose bodies were
 * dropped are taken out.
 */
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
    add(new Columns<>(rows));
    takeOut(new Columns<>(rows.stream().flatMap(AuditTrailRows::dropped).toList()));
  }

  private record Run(String organization, long first, long last) {}

  private static Stream<Run> dropped(Row row) {
    return row.dropped().stream()
        .map(run -> new Run(row.organization().value(), run.first(), run.last()));
  }

  private void takeOut(Columns<Run> runs) {
    if (runs.isEmpty()) {
      return;
    }
    db.sql(
            """
            delete from query.audit_trail as entry
             using unnest(:organizations, :firsts, :lasts) as run (organization, first, last)
              join sealing.leaf as leaf
                on leaf.organization = run.organization and leaf.index between run.first and run.last
             where entry.event_id = leaf.event_id and entry.organization_id = run.organization
            """)
        .param("organizations", runs.texts(Run::organization))
        .param("firsts", runs.numbers(Run::first))
        .param("lasts", runs.numbers(Run::last))
        .update();
  }

  private void add(Columns<Row> all) {
    db.sql(
            """
            insert into query.audit_trail
              (event_id, occurred_at, organization_id, kind, actor, portal_id, hub_domain, expected_portal,
               generation, authorizer, scopes, missing_scopes, cause, attempt_id, plan, features, detail,
               residual_access_until, subject, confirmed_by, dropped_before)
            select event, at, organization, kind, actor, portal, domain, expected, generation, authorizer,
                   cast(scopes as text[]), cast(missing as text[]), cause, attempt, plan, cast(features as text[]), detail,
                   residual, subject, confirmed, before
              from unnest(:events, cast(:moments as timestamptz[]), :organizations, :kinds, :actors, :portals,
                          :domains, :expected, :generations, :authorizers, :scopes, :missing, :causes,
                          :attempts, :plans, :features, :details, cast(:residual as timestamptz[]),
                          :subjects, :confirmed, cast(:before as timestamptz[]))
                as happened (event, at, organization, kind, actor, portal,
                             domain, expected, generation, authorizer, scopes, missing, cause,
                             attempt, plan, features, detail, residual, subject, confirmed, before)
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
        .param("before", all.moments(Row::droppedBefore))
        .update();
  }

  void truncate() {
    db.sql("truncate query.audit_trail").update();
  }
}
