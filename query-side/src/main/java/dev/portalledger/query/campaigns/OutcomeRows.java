package dev.portalledger.query.campaigns;

import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the latest outcomes of portals; an older one changes nothing. */
final class OutcomeRows implements Rows<Outcome> {

  private record Key(String organization, long portal) {}

  private final JdbcClient db;

  OutcomeRows(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Object key(Outcome outcome) {
    return new Key(outcome.organization(), outcome.portal());
  }

  @Override
  public void write(List<Outcome> outcomes) {
    var all = new Columns<>(outcomes);
    db.sql(
            """
            insert into query.campaign_outcomes as known
              (organization_id, portal_id, hub_domain, reconnected_at, refused_at, refused_attempt)
            select * from unnest(:organizations, :portals, :domains, cast(:reconnected as timestamptz[]),
                                 cast(:refused as timestamptz[]), :attempts)
            on conflict (organization_id, portal_id) do update set
              hub_domain = case when excluded.reconnected_at < known.reconnected_at then known.hub_domain
                                else coalesce(excluded.hub_domain, known.hub_domain) end,
              reconnected_at = greatest(known.reconnected_at, excluded.reconnected_at),
              refused_attempt = case when known.refused_at is null or excluded.refused_at > known.refused_at
                                     then excluded.refused_attempt else known.refused_attempt end,
              refused_at = greatest(known.refused_at, excluded.refused_at)
            """)
        .param("organizations", all.texts(Outcome::organization))
        .param("portals", all.numbers(Outcome::portal))
        .param("domains", all.texts(Outcome::hubDomain))
        .param("reconnected", all.texts(outcome -> text(outcome.reconnectedAt())))
        .param("refused", all.texts(outcome -> text(outcome.refusedAt())))
        .param("attempts", all.texts(Outcome::attempt))
        .update();
  }

  void truncate() {
    db.sql("truncate query.campaign_outcomes").update();
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }
}
