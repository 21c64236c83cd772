package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.ErrorMessage;
import io.axoniq.axonserver.grpc.InstructionAck;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** In the form the connector reads: the code is in the text and in a trailer. */
final class Refusals {

  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("axoniq-errorcode", Metadata.ASCII_STRING_MARSHALLER);

  static StatusRuntimeException of(Status status, String code, String text) {
    var trailers = new Metadata();
    trailers.put(CODE, code);
    return status.withDescription("[%s] %s".formatted(code, text)).asRuntimeException(trailers);
  }

  static InstructionAck done(String instruction) {
    return InstructionAck.newBuilder().setInstructionId(instruction).setSuccess(true).build();
  }

  static InstructionAck unsupported(String instruction) {
    return InstructionAck.newBuilder()
        .setInstructionId(instruction)
        .setError(
            ErrorMessage.newBuilder()
                .setErrorCode("AXONIQ-1002")
                .setMessage("The fake Axon Server does not know this instruction"))
        .build();
  }

  private Refusals() {}
}
