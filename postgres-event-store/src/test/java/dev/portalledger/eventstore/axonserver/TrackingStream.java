package dev.portalledger.eventstore.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetEventsRequest;
import io.axoniq.axonserver.grpc.event.PayloadDescription;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends events from a token on, as many as its reader permits, and goes on with what is stored
 * later. From a token beyond the end it sends nothing until the events have grown past it, as a
 * real server does.
 */
final class TrackingStream implements StreamObserver<GetEventsRequest> {

  private static final long NOT_BEGUN = -1;

  private final EventLog log;
  private final ServerCallStreamObserver<EventWithToken> reader;
  private final Runnable onAppend = this::sendWhatIsPermitted;
  private final Set<PayloadDescription> unwanted = new HashSet<>();
  private long next = NOT_BEGUN;
  private long permits;

  TrackingStream(EventLog log, ServerCallStreamObserver<EventWithToken> reader) {
    this.log = log;
    this.reader = reader;
    reader.setOnCancelHandler(this::end);
  }

  @Override
  public synchronized void onNext(GetEventsRequest request) {
    if (next == NOT_BEGUN) {
      next = request.getTrackingToken();
      log.addReader(onAppend);
    }
    permits += request.getNumberOfPermits();
    unwanted.addAll(request.getBlacklistList());
    sendWhatIsPermitted();
  }

  private synchronized void sendWhatIsPermitted() {
    for (long end = log.end(); permits > 0 && next < end; next++) {
      var event = log.at(next);
      if (!unwanted.contains(type(event))) {
        reader.onNext(EventWithToken.newBuilder().setToken(next).setEvent(event).build());
        permits--;
      }
    }
  }

  private static PayloadDescription type(Event event) {
    return PayloadDescription.newBuilder()
        .setType(event.getPayload().getType())
        .setRevision(event.getPayload().getRevision())
        .build();
  }

  private void end() {
    log.removeReader(onAppend);
  }

  @Override
  public void onError(Throwable cause) {
    end();
  }

  @Override
  public synchronized void onCompleted() {
    end();
    reader.onCompleted();
  }
}
