package dev.portalledger.command.gateway;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Values of records, one for each kind of each sealed interface within them. */
final class Samples {

  /** All samples of a type; at least one. */
  static List<Object> of(Type type) {
    return type instanceof ParameterizedType generic
        ? ofGeneric(generic)
        : ofClass((Class<?>) type);
  }

  private static List<Object> ofGeneric(ParameterizedType type) {
    var elements = of(type.getActualTypeArguments()[0]);
    return type.getRawType() == Set.class ? List.of(Set.copyOf(elements)) : List.of(elements);
  }

  private static List<Object> ofClass(Class<?> type) {
    if (type.isSealed()) {
      return Arrays.stream(type.getPermittedSubclasses())
          .flatMap(kind -> of(kind).stream())
          .toList();
    }
    if (type.isEnum()) {
      return List.of(type.getEnumConstants()[0]);
    }
    return type.isRecord() ? ofRecord(type) : List.of(plain(type));
  }

  private static Object plain(Class<?> type) {
    return switch (type.getName()) {
      case "java.lang.String" -> "text-1-text-2-text-3";
      case "long", "java.lang.Long" -> 7L;
      case "int", "java.lang.Integer" -> 3;
      case "boolean", "java.lang.Boolean" -> true;
      case "java.time.Instant" -> Instant.parse("2026-03-03T10:15:30.123456Z");
      case "[B" -> new byte[] {1, 2, 3};
      default -> throw new IllegalArgumentException("no sample of " + type);
    };
  }

  /** One for each sample of the component that has the most. */
  private static List<Object> ofRecord(Class<?> type) {
    var components = Arrays.stream(type.getRecordComponents()).map(Samples::ofComponent).toList();
    int most = components.stream().mapToInt(List::size).max().orElse(1);
    return Stream.iterate(0, i -> i + 1)
        .limit(most)
        .map(i -> created(type, components.stream().map(all -> all.get(i % all.size())).toArray()))
        .toList();
  }

  private static List<Object> ofComponent(RecordComponent component) {
    return of(component.getGenericType());
  }

  private static Object created(Class<?> type, Object[] values) {
    try {
      var components =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(components);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no sample of " + type, e);
    }
  }

  private Samples() {}
}
