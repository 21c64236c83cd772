package dev.portalledger.query.audittrail;

import dev.portalledger.query.projections.ReadModel;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the group {@value AuditTrailProjection.GROUP} keeps. */
@Component
class TrailReadModel implements ReadModel {

  @Override
  public String name() {
    return AuditTrailProjection.GROUP;
  }

  @Override
  public List<String> tables() {
    return List.of("audit_trail");
  }

  @Override
  public List<Object> projections(JdbcClient db) {
    return List.of(new AuditTrailProjection(db));
  }
}
