package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.FlowControl;
import io.axoniq.axonserver.grpc.command.CommandProviderInbound;
import io.axoniq.axonserver.grpc.command.CommandProviderOutbound;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.axoniq.axonserver.grpc.command.CommandSubscription;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a node that handles commands. When it breaks, commands it had got fail, since
 * nobody knows whether they were executed; those that waited for its permits go to another node.
 */
final class CommandNode implements StreamObserver<CommandProviderOutbound> {

  private final CommandRoutes routes;
  private final ServerCallStreamObserver<CommandProviderInbound> node;
  private final Set<String> commands = new HashSet<>();
  private final Queue<SentCommand> waiting = new ArrayDeque<>();
  private final Map<String, SentCommand> inFlight = new HashMap<>();
  private String client = "";
  private long permits;
  private boolean over;

  CommandNode(CommandRoutes routes, ServerCallStreamObserver<CommandProviderInbound> node) {
    this.routes = routes;
    this.node = node;
    node.setOnCancelHandler(this::end);
    routes.add(this);
  }

  synchronized String client() {
    return client;
  }

  synchronized boolean handles(String command) {
    return !over && commands.contains(command);
  }

  /** False if it no longer handles it. */
  synchronized boolean take(SentCommand sent) {
    if (!handles(sent.command().getName())) {
      return false;
    }
    waiting.add(sent);
    sendWhatIsPermitted();
    return true;
  }

  @Override
  public void onNext(CommandProviderOutbound instruction) {
    boolean known =
        switch (instruction.getRequestCase()) {
          case SUBSCRIBE -> subscribe(instruction.getSubscribe());
          case UNSUBSCRIBE -> unsubscribe(instruction.getUnsubscribe());
          case FLOW_CONTROL -> permit(instruction.getFlowControl());
          case COMMAND_RESPONSE -> answer(instruction.getCommandResponse());
          case ACK -> true;
          case REQUEST_NOT_SET -> false;
        };
    acknowledge(instruction.getInstructionId(), known);
  }

  private synchronized void acknowledge(String instruction, boolean known) {
    if (!instruction.isEmpty()) {
      var ack = known ? Refusals.done(instruction) : Refusals.unsupported(instruction);
      node.onNext(CommandProviderInbound.newBuilder().setAck(ack).build());
    }
  }

  private synchronized boolean subscribe(CommandSubscription subscription) {
    client = subscription.getClientId();
    commands.add(subscription.getCommand());
    return true;
  }

  private synchronized boolean unsubscribe(CommandSubscription subscription) {
    commands.remove(subscription.getCommand());
    return true;
  }

  private synchronized boolean permit(FlowControl more) {
    permits += more.getPermits();
    sendWhatIsPermitted();
    return true;
  }

  private boolean answer(CommandResponse response) {
    var answered = remove(response.getRequestIdentifier());
    if (answered != null) {
      answered.answer(response);
    }
    return true;
  }

  private synchronized @Nullable SentCommand remove(String id) {
    return inFlight.remove(id);
  }

  private void sendWhatIsPermitted() {
    while (permits > 0 && !waiting.isEmpty()) {
      var sent = waiting.remove();
      inFlight.put(sent.id(), sent);
      permits--;
      node.onNext(CommandProviderInbound.newBuilder().setCommand(sent.command()).build());
    }
  }

  @Override
  public void onError(Throwable cause) {
    end();
  }

  @Override
  public void onCompleted() {
    end();
    node.onCompleted();
  }

  private void end() {
    routes.remove(this);
    List<SentCommand> toOthers;
    List<SentCommand> lost;
    synchronized (this) {
      over = true;
      toOthers = List.copyOf(waiting);
      lost = List.copyOf(inFlight.values());
      waiting.clear();
      inFlight.clear();
    }
    toOthers.forEach(routes::dispatch);
    lost.forEach(this::failLost);
  }

  private void failLost(SentCommand sent) {
    sent.fail("AXONIQ-4001", "Connection lost while executing command on: " + client());
  }
}
