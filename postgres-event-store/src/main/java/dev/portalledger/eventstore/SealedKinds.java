package dev.portalledger.eventstore;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Lets a value of a sealed interface say which of its kinds it is, so that commands and their
 * answers can go to another node. A kind is one of those the interface permits, by its own name; no
 * class is looked up by what a message says.
 */
final class SealedKinds extends JacksonAnnotationIntrospector {

  private static final String PROPERTY = "kind";

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    var annotation = super.findPolymorphicTypeInfo(config, annotated);
    return annotation == null && isSealed(annotated)
        ? JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, PROPERTY, null, false, null)
        : annotation;
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
    return isSealed(annotated)
        ? kinds(annotated.getRawType()).map(SealedKinds::named).toList()
        : super.findSubtypes(config, annotated);
  }

  private static boolean isSealed(Annotated annotated) {
    return annotated instanceof AnnotatedClass
        && annotated.getRawType().isInterface()
        && annotated.getRawType().isSealed();
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedKinds::kinds)
        : Stream.of(type);
  }

  private static NamedType named(Class<?> kind) {
    return new NamedType(kind, kind.getSimpleName());
  }
}
