package dev.portalledger.query.people;

import dev.portalledger.query.projections.ReadModel;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the group {@value SubjectEventsProjection.GROUP} keeps. */
@Component
class PersonalDataReadModel implements ReadModel {

  @Override
  public String name() {
    return SubjectEventsProjection.GROUP;
  }

  @Override
  public List<String> tables() {
    return List.of("subject_events");
  }

  @Override
  public List<Object> projections(JdbcClient db) {
    return List.of(new SubjectEventsProjection(db));
  }
}
