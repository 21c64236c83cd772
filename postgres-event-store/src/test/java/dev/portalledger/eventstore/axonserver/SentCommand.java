package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.ErrorMessage;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.ProcessingInstruction;
import io.axoniq.axonserver.grpc.ProcessingKey;
import io.axoniq.axonserver.grpc.command.Command;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.UUID;

/** A command and who waits for its answer. */
final class SentCommand {

  private final Command command;
  private final ServerCallStreamObserver<CommandResponse> sender;

  SentCommand(Command command, ServerCallStreamObserver<CommandResponse> sender) {
    this.command = command;
    this.sender = sender;
    sender.setOnCancelHandler(() -> {});
  }

  Command command() {
    return command;
  }

  String id() {
    return command.getMessageIdentifier();
  }

  /** The connector always gives one. */
  String routingKey() {
    return command.getProcessingInstructionsList().stream()
        .filter(instruction -> instruction.getKey() == ProcessingKey.ROUTING_KEY)
        .map(ProcessingInstruction::getValue)
        .map(MetaDataValue::getTextValue)
        .findFirst()
        .orElse(id());
  }

  /** Once. */
  void answer(CommandResponse response) {
    sender.onNext(response);
    sender.onCompleted();
  }

  void fail(String code, String text) {
    answer(
        CommandResponse.newBuilder()
            .setMessageIdentifier(UUID.randomUUID().toString())
            .setRequestIdentifier(id())
            .setErrorCode(code)
            .setErrorMessage(ErrorMessage.newBuilder().setMessage(text).setErrorCode(code))
            .build());
  }
}
