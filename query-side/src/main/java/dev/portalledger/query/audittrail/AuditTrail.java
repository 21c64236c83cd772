package dev.portalledger.query.audittrail;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.query.dashboard.AsOf;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the trail of one organization, never of another: newest first, and by event id where two
 * happened at the same moment.
 */
@Repository
class AuditTrail {

  record Page(List<Entry> items, @Nullable String next) {}

  /** Only grants tell a portal's domain, so other entries borrow it from the latest grant. */
  static final String SELECT =
      """
      select event_id, occurred_at, kind, actor, portal_id, expected_portal, generation, authorizer, scopes,
             missing_scopes, cause, attempt_id, plan, features, detail, residual_access_until, subject, confirmed_by,
             coalesce(hub_domain,
                      (select known.hub_domain from query.audit_trail as known
                        where known.organization_id = entry.organization_id
                          and known.portal_id = entry.portal_id and known.hub_domain is not null
                        order by known.occurred_at desc, known.event_id desc limit 1)) as hub_domain
        from query.audit_trail as entry
       where entry.organization_id = :organization
      """;

  /** At a past moment, not even a portal's domain is known from later. */
  private static final String SELECT_THEN =
      SELECT.replace(
              "known.hub_domain is not null",
              "known.hub_domain is not null and known.occurred_at <= :asOf")
          + " and occurred_at <= :asOf";

  private final JdbcClient db;

  AuditTrail(JdbcClient db) {
    this.db = db;
  }

  Page page(OrganizationId organization, Search search) {
    return page(organization, search, null);
  }

  /**
   * A page of the trail, or of what of it had happened at a past moment.
   *
   * @param asOf null for all of it
   */
  Page page(OrganizationId organization, Search search, @Nullable AsOf asOf) {
    var params = new HashMap<String, Object>();
    String sql =
        (asOf == null ? SELECT : SELECT_THEN)
            + conditions(search, params)
            + " order by occurred_at desc, event_id desc limit :rows";
    List<Entry> rows =
        db.sql(sql)
            .param("organization", organization.value())
            .params(params)
            .param("asOf", asOf == null ? null : sqlTime(asOf.moment()))
            .param("rows", search.size() + 1)
            .query((row, number) -> Entry.read(row))
            .list();
    return page(rows, search.size());
  }

  /**
   * Everything known of an attempt, oldest first: its start and, once there is one, its outcome.
   */
  List<Entry> ofAttempt(OrganizationId organization, String attempt) {
    return db.sql(SELECT + " and attempt_id = :attempt order by occurred_at, event_id limit 10")
        .param("organization", organization.value())
        .param("attempt", attempt)
        .query((row, number) -> Entry.read(row))
        .list();
  }

  /** When the organization's first entry happened. */
  Optional<Instant> recordedSince(OrganizationId organization) {
    return db.sql(
            """
            select occurred_at from query.audit_trail
             where organization_id = :organization order by occurred_at, event_id limit 1
            """)
        .param("organization", organization.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** The latest moment before which records were dropped under retention. */
  Optional<Instant> droppedBefore(OrganizationId organization) {
    return db.sql(
            """
            select max(dropped_before) from query.audit_trail
             where organization_id = :organization and kind = 'retention-applied'
            """)
        .param("organization", organization.value())
        .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  /** The plan the organization had at that moment. */
  Optional<Plan> planAt(OrganizationId organization, Instant moment) {
    return db.sql(
            """
            select plan from query.audit_trail
             where organization_id = :organization and plan is not null and occurred_at <= :moment
               and kind in ('organization-registered', 'plan-changed')
             order by occurred_at desc, event_id desc limit 1
            """)
        .param("organization", organization.value())
        .param("moment", moment.atOffset(ZoneOffset.UTC))
        .query(String.class)
        .optional()
        .map(Plan::valueOf);
  }

  static String conditions(Search search, Map<String, Object> params) {
    var sql = new StringBuilder();
    add(
        sql,
        params,
        " and (portal_id = :portal or expected_portal = :portal)",
        "portal",
        search.portal());
    add(sql, params, " and actor = :actor", "actor", search.byWhom());
    Kind kind = search.ofKind();
    add(sql, params, " and kind = :kind", "kind", kind == null ? null : kind.text());
    add(sql, params, " and occurred_at >= :from", "from", sqlTime(search.since()));
    add(sql, params, " and occurred_at < :to", "to", sqlTime(search.until()));
    Cursor after = search.after();
    if (after != null) {
      add(sql, params, " and (occurred_at, event_id) < (:at, :last)", "last", after.eventId());
      params.put("at", after.occurredAt().atOffset(ZoneOffset.UTC));
    }
    return sql.toString();
  }

  private static void add(
      StringBuilder sql,
      Map<String, Object> params,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      params.put(name, value);
    }
  }

  private static @Nullable Object sqlTime(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }

  private static Page page(List<Entry> rows, int size) {
    if (rows.size() <= size) {
      return new Page(rows, null);
    }
    List<Entry> shown = rows.subList(0, size);
    Entry last = shown.getLast();
    return new Page(shown, new Cursor(last.occurredAt(), last.eventId()).text());
  }
}
