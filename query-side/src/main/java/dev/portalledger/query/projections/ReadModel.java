package dev.portalledger.query.projections;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one processing group keeps, so that history can be read into tables beside the live ones by
 * the very code that keeps those. Declared as a bean by the feature it belongs to.
 */
public interface ReadModel {

  /** The processing group. */
  String name();

  /** Its tables in the schema {@code query}, each with a primary key. */
  List<String> tables();

  /**
   * Its projections, all that are in the group. Their statements name their tables with the schema,
   * {@code query.}; the client given sees to it that others are meant.
   */
  List<Object> projections(JdbcClient db);
}
