package dev.portalledger.eventstore;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an event whose body was dropped once it was old enough: that it was recorded is known,
 * what it said is not. A reader passes over it, and MUST NOT show what it had kept of it either; an
 * aggregate is never loaded from one.
 */
public record DroppedEvent(String typeName, @Nullable String revision) {

  private static final String MARK = "dropped:";

  /** The stored type, marked: no upcaster looks for anything in a body that is not there. */
  static SimpleSerializedType marked(SimpleSerializedType stored) {
    return new SimpleSerializedType(MARK + stored.getName(), stored.getRevision());
  }

  static boolean isMarked(SerializedType type) {
    return type.getName().startsWith(MARK);
  }

  static DroppedEvent of(SerializedType marked) {
    return new DroppedEvent(marked.getName().substring(MARK.length()), marked.getRevision());
  }
}
