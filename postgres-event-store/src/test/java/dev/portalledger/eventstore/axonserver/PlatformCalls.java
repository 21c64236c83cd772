package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.InstructionAck;
import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.NodeInfo;
import io.axoniq.axonserver.grpc.control.PlatformInboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformInfo;
import io.axoniq.axonserver.grpc.control.PlatformOutboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc.PlatformServiceImplBase;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Tells clients to stay on the connection they have, and answers their heartbeats. */
final class PlatformCalls extends PlatformServiceImplBase {

  private final int port;

  PlatformCalls(int port) {
    this.port = port;
  }

  @Override
  public void getPlatformServer(ClientIdentification client, StreamObserver<PlatformInfo> answer) {
    var here = NodeInfo.newBuilder().setNodeName("fake").setHostName("127.0.0.1").setGrpcPort(port);
    answer.onNext(PlatformInfo.newBuilder().setSameConnection(true).setPrimary(here).build());
    answer.onCompleted();
  }

  @Override
  public StreamObserver<PlatformInboundInstruction> openStream(
      StreamObserver<PlatformOutboundInstruction> out) {
    return new Instructions((ServerCallStreamObserver<PlatformOutboundInstruction>) out);
  }

  private static final class Instructions implements StreamObserver<PlatformInboundInstruction> {

    private final ServerCallStreamObserver<PlatformOutboundInstruction> out;

    Instructions(ServerCallStreamObserver<PlatformOutboundInstruction> out) {
      this.out = out;
      out.setOnCancelHandler(() -> {});
    }

    /** Heartbeats are instructions too; the connector counts on their acknowledgement. */
    @Override
    public void onNext(PlatformInboundInstruction instruction) {
      String id = instruction.getInstructionId();
      if (!id.isEmpty()) {
        send(
            switch (instruction.getRequestCase()) {
              case REGISTER, EVENT_PROCESSOR_INFO, HEARTBEAT, ACK, RESULT -> Refusals.done(id);
              case SUBSCRIBE_TOPOLOGY_CHANGES, UNSUBSCRIBE_TOPOLOGY_CHANGES, REQUEST_NOT_SET ->
                  Refusals.unsupported(id);
            });
      }
    }

    private void send(InstructionAck ack) {
      out.onNext(PlatformOutboundInstruction.newBuilder().setAck(ack).build());
    }

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {
      out.onCompleted();
    }
  }
}
