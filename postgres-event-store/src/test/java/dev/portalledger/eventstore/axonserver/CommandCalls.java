package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.command.Command;
import io.axoniq.axonserver.grpc.command.CommandProviderInbound;
import io.axoniq.axonserver.grpc.command.CommandProviderOutbound;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.axoniq.axonserver.grpc.command.CommandServiceGrpc.CommandServiceImplBase;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

final class CommandCalls extends CommandServiceImplBase {

  private final CommandRoutes routes = new CommandRoutes();

  @Override
  public StreamObserver<CommandProviderOutbound> openStream(
      StreamObserver<CommandProviderInbound> node) {
    return new CommandNode(routes, (ServerCallStreamObserver<CommandProviderInbound>) node);
  }

  @Override
  public void dispatch(Command command, StreamObserver<CommandResponse> answer) {
    routes.dispatch(new SentCommand(command, (ServerCallStreamObserver<CommandResponse>) answer));
  }
}
