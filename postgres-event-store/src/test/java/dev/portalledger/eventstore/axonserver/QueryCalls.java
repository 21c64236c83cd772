package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.query.QueryProviderInbound;
import io.axoniq.axonserver.grpc.query.QueryProviderOutbound;
import io.axoniq.axonserver.grpc.query.QueryServiceGrpc.QueryServiceImplBase;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Lets an application start that registers handlers of queries; no query is sent to them. */
final class QueryCalls extends QueryServiceImplBase {

  @Override
  public StreamObserver<QueryProviderOutbound> openStream(
      StreamObserver<QueryProviderInbound> node) {
    return new Registrations((ServerCallStreamObserver<QueryProviderInbound>) node);
  }

  private static final class Registrations implements StreamObserver<QueryProviderOutbound> {

    private final ServerCallStreamObserver<QueryProviderInbound> node;

    Registrations(ServerCallStreamObserver<QueryProviderInbound> node) {
      this.node = node;
      node.setOnCancelHandler(() -> {});
    }

    @Override
    public void onNext(QueryProviderOutbound instruction) {
      String id = instruction.getInstructionId();
      if (!id.isEmpty()) {
        node.onNext(QueryProviderInbound.newBuilder().setAck(Refusals.done(id)).build());
      }
    }

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {
      node.onCompleted();
    }
  }
}
