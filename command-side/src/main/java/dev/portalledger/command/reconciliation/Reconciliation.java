package dev.portalledger.command.reconciliation;

import dev.portalledger.events.StoredName;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads both in one statement, so that a grant that is being recorded is in both or in neither. */
@Component
class Reconciliation {

  private static final Set<Class<?>> GRANTS =
      Set.of(PortalConnected.class, PortalReconnected.class);
  private static final Set<Class<?>> ENDS = Set.of(PortalExpired.class, PortalRevoked.class);

  private final JdbcClient db;

  Reconciliation(JdbcClient db) {
    this.db = db;
  }

  List<Difference> differences() {
    return db.sql(
            """
            with last as (
              select distinct on (aggregate_identifier)
                     substring(aggregate_identifier from '^portal-([0-9]+)$')::bigint as portal_id,
                     sequence_number, payload_type = any(:grants) as granted
                from events.event
               where payload_type = any(:grants) or payload_type = any(:ends)
               order by aggregate_identifier, sequence_number desc),
            living as (
              select portal_id, granted_by_version from command.credential where status = 'ACTIVE')
            select 'CREDENTIAL_WITHOUT_EVENT' as kind, living.portal_id
              from living left join last using (portal_id)
             where last.granted is not true or last.sequence_number <> living.granted_by_version
            union all
            select 'EVENT_WITHOUT_CREDENTIAL', last.portal_id
              from last left join living using (portal_id)
             where last.granted and living.portal_id is null
             order by 1, 2
            """)
        .param("grants", names(GRANTS))
        .param("ends", names(ENDS))
        .query(
            (row, _) ->
                new Difference(
                    Difference.Kind.valueOf(row.getString("kind")), row.getLong("portal_id")))
        .list();
  }

  private static String[] names(Set<Class<?>> events) {
    return StoredName.ALL.stream()
        .filter(stored -> events.contains(stored.event()))
        .flatMap(stored -> Stream.of(stored.name(), stored.formerly()))
        .filter(Objects::nonNull)
        .toArray(String[]::new);
  }
}
