package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventStoreGrpc.EventStoreImplBase;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetAggregateEventsRequest;
import io.axoniq.axonserver.grpc.event.GetEventsRequest;
import io.axoniq.axonserver.grpc.event.GetFirstTokenRequest;
import io.axoniq.axonserver.grpc.event.GetLastTokenRequest;
import io.axoniq.axonserver.grpc.event.GetTokenAtRequest;
import io.axoniq.axonserver.grpc.event.ReadHighestSequenceNrRequest;
import io.axoniq.axonserver.grpc.event.ReadHighestSequenceNrResponse;
import io.axoniq.axonserver.grpc.event.TrackingToken;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Snapshots and ad-hoc queries are left out: the answer is UNIMPLEMENTED. */
final class EventStoreCalls extends EventStoreImplBase {

  private final EventLog log;
  private final AppendFaults faults;

  EventStoreCalls(EventLog log, AppendFaults faults) {
    this.log = log;
    this.faults = faults;
  }

  @Override
  public StreamObserver<Event> appendEvent(StreamObserver<Confirmation> answer) {
    return new IncomingAppend(log, faults, (ServerCallStreamObserver<Confirmation>) answer);
  }

  /**
   * Without the last sequence number asked for: a real server leaves it out, whatever the
   * protocol's text says.
   */
  @Override
  public void listAggregateEvents(GetAggregateEventsRequest request, StreamObserver<Event> reader) {
    log.ofAggregate(
            request.getAggregateId(), request.getInitialSequence(), request.getMaxSequence())
        .forEach(reader::onNext);
    reader.onCompleted();
  }

  @Override
  public StreamObserver<GetEventsRequest> listEvents(StreamObserver<EventWithToken> reader) {
    return new TrackingStream(log, (ServerCallStreamObserver<EventWithToken>) reader);
  }

  @Override
  public void readHighestSequenceNr(
      ReadHighestSequenceNrRequest request, StreamObserver<ReadHighestSequenceNrResponse> answer) {
    answer.onNext(
        ReadHighestSequenceNrResponse.newBuilder()
            .setToSequenceNr(log.lastSequence(request.getAggregateId()))
            .build());
    answer.onCompleted();
  }

  @Override
  public void getFirstToken(GetFirstTokenRequest request, StreamObserver<TrackingToken> answer) {
    token(0, answer);
  }

  /** -1 where nothing is stored. */
  @Override
  public void getLastToken(GetLastTokenRequest request, StreamObserver<TrackingToken> answer) {
    token(log.end() - 1, answer);
  }

  @Override
  public void getTokenAt(GetTokenAtRequest request, StreamObserver<TrackingToken> answer) {
    token(log.firstSince(request.getInstant()), answer);
  }

  private static void token(long token, StreamObserver<TrackingToken> answer) {
    answer.onNext(TrackingToken.newBuilder().setToken(token).build());
    answer.onCompleted();
  }
}
