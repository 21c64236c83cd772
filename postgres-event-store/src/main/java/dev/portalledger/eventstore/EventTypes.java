package dev.portalledger.eventstore;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * The closed map between stored type names and classes. A name and its revision never change once
 * an event is stored under them; what is not in the map is neither written nor read.
 */
public final class EventTypes {

  /**
   * One kind of stored object.
   *
   * @param name stable, for instance {@code order.placed}; no class name
   * @param revision of the form it is written in now; older forms are upcast to it, unless they are
   *     among the earlier ones
   * @param formerly names it was stored under before, without a revision: in the form of revision
   *     {@value #FIRST_REVISION}
   * @param earlier revisions whose form the class reads as it is, because it only lacks fields
   */
  public record EventType(
      String name,
      String revision,
      Class<?> type,
      List<String> formerly,
      Collection<String> earlier) {

    static final String FIRST_REVISION = "1";

    public EventType {
      if (name.isBlank() || revision.isBlank()) {
        throw new IllegalArgumentException(type + " needs a name and a revision");
      }
      formerly = List.copyOf(formerly);
      earlier = List.copyOf(earlier);
    }

    public EventType(String name, String revision, Class<?> type, List<String> formerly) {
      this(name, revision, type, formerly, List.of());
    }

    public EventType(String name, String revision, Class<?> type) {
      this(name, revision, type, List.of());
    }

    private boolean reads(@Nullable String stored) {
      return revision.equals(stored) || (stored != null && earlier.contains(stored));
    }
  }

  private final Map<String, EventType> byName = new HashMap<>();
  private final Map<Class<?>, EventType> byClass = new HashMap<>();
  private final Map<String, EventType> byFormerName = new HashMap<>();

  private EventTypes(Stream<EventType> types) {
    types.distinct().forEach(this::add);
  }

  /** Throws {@link IllegalArgumentException} when a name or a class is given twice. */
  public static EventTypes of(Collection<EventType> types) {
    return new EventTypes(types.stream());
  }

  /** As {@link #of(Collection)}, from whatever the application keeps its names in. */
  public static <T> EventTypes of(Collection<T> names, Function<T, EventType> type) {
    return of(names.stream().map(type).toList());
  }

  /** All types of several maps, each of which may name the same ones. */
  static EventTypes merged(Stream<EventTypes> maps) {
    return new EventTypes(maps.flatMap(map -> map.byName.values().stream()));
  }

  private void add(EventType type) {
    var sameName = byName.put(type.name(), type);
    var sameClass = byClass.put(type.type(), type);
    requireNone(sameName, type);
    requireNone(sameClass, type);
    type.formerly().forEach(former -> requireNone(byFormerName.put(former, type), type));
  }

  private static void requireNone(@Nullable EventType same, EventType type) {
    if (same != null) {
      throw new IllegalArgumentException(
          "%s and %s share a name or a class; each needs its own".formatted(type, same));
    }
  }

  Collection<EventType> all() {
    return List.copyOf(byName.values());
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  /** The class of exactly this name, in a revision it reads. */
  Optional<Class<?>> classOf(SerializedType stored) {
    var type = byName.get(stored.getName());
    return type != null && type.reads(stored.getRevision())
        ? Optional.of(type.type())
        : Optional.empty();
  }

  Optional<SerializedType> nameOf(Class<?> stored) {
    return Optional.ofNullable(byClass.get(stored))
        .map(type -> new SimpleSerializedType(type.name(), type.revision()));
  }
}
