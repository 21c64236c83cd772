package dev.portalledger.command.vault;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Stops a secret that was put into an answer, an event or a message by mistake. */
final class NeverWritten extends ValueSerializer<Object> {

  @Override
  public void serialize(Object secret, JsonGenerator out, SerializationContext context) {
    throw DatabindException.from(
        out, secret.getClass().getSimpleName() + " is a secret and never becomes JSON");
  }
}
