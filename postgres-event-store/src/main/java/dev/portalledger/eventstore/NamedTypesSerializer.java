package dev.portalledger.eventstore;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Writes and reads JSON under the names of a closed map. It has a mapper of its own with default
 * typing off, so that no setting of the web reaches what is stored, and looks up no class by name.
 */
final class NamedTypesSerializer extends Jackson3Serializer {

  private final EventTypes types;

  NamedTypesSerializer(EventTypes types) {
    super(Jackson3Serializer.builder());
    this.types = types;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // as Axon declares it
  public SerializedType typeForClass(Class type) {
    if (type == null || type == Void.class || type == MetaData.class) {
      return super.typeForClass(type);
    }
    return types.nameOf(type).orElseThrow(() -> nameless(type));
  }

  @Override
  public Class<?> classForType(SerializedType type) {
    if (type.getName().equals(MetaData.class.getName())) {
      return MetaData.class;
    }
    if (DroppedEvent.isMarked(type)) {
      return DroppedEvent.class;
    }
    return SerializedType.emptyType().equals(type)
        ? Void.class
        : types.classOf(type).orElse(UnknownEvent.class);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Axon declares it
  public <S, T> T deserialize(SerializedObject<S> stored) {
    var type = stored.getType();
    if (DroppedEvent.isMarked(type)) {
      return (T) DroppedEvent.of(type);
    }
    return classForType(type) == UnknownEvent.class
        ? (T) new UnknownEvent(type.getName(), type.getRevision())
        : super.deserialize(stored);
  }

  private static IllegalArgumentException nameless(Class<?> type) {
    return new IllegalArgumentException(
        type.getName() + " has no name to be stored under. Add it to the bean of type EventTypes.");
  }
}
