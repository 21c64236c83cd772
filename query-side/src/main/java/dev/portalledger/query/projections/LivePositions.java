package dev.portalledger.query.projections;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the live views have come, by the tokens that are stored with their rows. */
public record LivePositions(JdbcClient db) {

  /** The position up to which the group has read everything; 0 if that cannot be told. */
  public long of(String group) {
    return db.sql(
            """
            select coalesce(min(coalesce(cast(cast(convert_from(token, 'UTF8') as jsonb) ->> 'globalIndex' as bigint), 0)), 0)
              from events.token_entry where processor_name = :group
            """)
        .param("group", group)
        .query(Long.class)
        .single();
  }
}
