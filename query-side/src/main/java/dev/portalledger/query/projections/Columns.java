package dev.portalledger.query.projections;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns changes into columns, one array each, for a statement that reads {@code unnest(...)}: one
 * round trip however many rows.
 */
public record Columns<C>(List<C> changes) {

  /** The changes of one kind. */
  public <K extends C> Columns<K> of(Class<K> kind) {
    return new Columns<>(changes.stream().filter(kind::isInstance).map(kind::cast).toList());
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  public int size() {
    return changes.size();
  }

  public @Nullable String[] texts(Function<C, @Nullable String> value) {
    return changes.stream().map(value).toArray(String[]::new);
  }

  public @Nullable Long[] numbers(Function<C, @Nullable Long> value) {
    return changes.stream().map(value).toArray(Long[]::new);
  }

  public @Nullable Integer[] integers(Function<C, @Nullable Integer> value) {
    return changes.stream().map(value).toArray(Integer[]::new);
  }

  /** To be cast to {@code timestamptz[]}. */
  public @Nullable String[] moments(Function<C, @Nullable Instant> value) {
    return texts(
        change -> {
          Instant moment = value.apply(change);
          return moment == null ? null : moment.toString();
        });
  }

  /** To be cast to {@code boolean[]}. */
  public @Nullable String[] flags(Function<C, Boolean> value) {
    return texts(change -> value.apply(change).toString());
  }

  /** Each to be cast to {@code text[]}: unnest takes lists of lists apart down to the ground. */
  public @Nullable String[] lists(Function<C, List<String>> value) {
    return texts(change -> literal(value.apply(change)));
  }

  private static String literal(List<String> list) {
    return list.stream()
        .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }
}
