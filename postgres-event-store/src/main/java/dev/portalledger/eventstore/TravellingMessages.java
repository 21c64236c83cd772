package dev.portalledger.eventstore;

import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** How commands and their answers are written where another node may read them. */
public final class TravellingMessages {

  public static Serializer serializer() {
    return Jackson3Serializer.builder()
        .jsonMapperBuilderCustomizer(mapper -> mapper.annotationIntrospector(new SealedKinds()))
        .build();
  }

  private TravellingMessages() {}
}
