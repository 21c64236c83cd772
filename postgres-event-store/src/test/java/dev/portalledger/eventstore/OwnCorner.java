package dev.portalledger.eventstore;

import com.google.protobuf.Message;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetAggregateEventsRequest;
import io.axoniq.axonserver.grpc.event.ReadHighestSequenceNrRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.UUID;

/**
 * Lets a test have streams of its own on a server that others have used before and that nobody can
 * empty: each stream's name gets something in front of it on its way there, and loses it on its way
 * back.
 */
final class OwnCorner implements ClientInterceptor {

  private volatile String front = "";

  OwnCorner() {
    renew();
  }

  /** No stream of before is known any more. */
  void renew() {
    front = UUID.randomUUID() + "/";
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onMessage(A message) {
                super.onMessage(same(message, in(message)));
              }
            },
            headers);
      }

      @Override
      public void sendMessage(Q message) {
        super.sendMessage(same(message, out(message)));
      }
    };
  }

  @SuppressWarnings("unchecked") // of the class it was of
  private static <T> T same(T before, Object after) {
    return (T) before.getClass().cast(after);
  }

  private Object out(Object message) {
    return switch (message) {
      case Event event -> out(event);
      case GetAggregateEventsRequest asked ->
          asked.toBuilder().setAggregateId(front + asked.getAggregateId()).build();
      case ReadHighestSequenceNrRequest asked ->
          asked.toBuilder().setAggregateId(front + asked.getAggregateId()).build();
      default -> message;
    };
  }

  private Message out(Event event) {
    return event.toBuilder().setAggregateIdentifier(front + event.getAggregateIdentifier()).build();
  }

  private Object in(Object message) {
    return switch (message) {
      case Event event -> in(event);
      case EventWithToken event -> event.toBuilder().setEvent(in(event.getEvent())).build();
      default -> message;
    };
  }

  private Event in(Event event) {
    var name = event.getAggregateIdentifier();
    return name.startsWith(front)
        ? event.toBuilder().setAggregateIdentifier(name.substring(front.length())).build()
        : event;
  }
}
