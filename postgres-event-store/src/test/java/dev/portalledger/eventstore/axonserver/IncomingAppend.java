package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** One transaction of a client: stored when the client has sent all of it, never before. */
final class IncomingAppend implements StreamObserver<Event> {

  private final EventLog log;
  private final AppendFaults faults;
  private final ServerCallStreamObserver<Confirmation> answer;
  private final List<Event> events = new ArrayList<>();

  IncomingAppend(EventLog log, AppendFaults faults, ServerCallStreamObserver<Confirmation> answer) {
    this.log = log;
    this.faults = faults;
    this.answer = answer;
    answer.setOnCancelHandler(() -> {});
  }

  @Override
  public void onNext(Event event) {
    events.add(event);
  }

  /** The client took it back, or is gone. */
  @Override
  public void onError(Throwable cause) {}

  @Override
  public void onCompleted() {
    var fault = faults.ofNextAppend();
    try {
      fault.beforeStoring();
      log.append(events);
      fault.afterStoring();
    } catch (StatusRuntimeException refusal) {
      answer.onError(refusal);
      return;
    }
    answer.onNext(Confirmation.newBuilder().setSuccess(true).build());
    answer.onCompleted();
  }
}
