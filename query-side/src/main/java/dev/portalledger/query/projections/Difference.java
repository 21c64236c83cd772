package dev.portalledger.query.projections;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * One value that history gives and the live view does not show, or the other way round.
 *
 * @param organization whose row it is; null if the row does not say
 * @param key of the row, such as {@code organization_id=acme portal_id=1001}
 * @param column null if the whole row is on one side only: then the other side's value is null
 */
public record Difference(
    String table,
    @JsonIgnore @Nullable String organization,
    @Nullable Long portalId,
    String key,
    @Nullable String column,
    @Nullable String replayed,
    @Nullable String live) {

  /** In place of values, where a row is. */
  public static final String THERE = "there";
}
