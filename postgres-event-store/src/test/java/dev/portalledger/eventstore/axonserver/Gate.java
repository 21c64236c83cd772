package dev.portalledger.eventstore.axonserver;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who brings the access token and asks for the one context.
 *
 * @param accessToken null to let in everybody
 */
record Gate(@Nullable String accessToken) implements ServerInterceptor {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("AxonIQ-Access-Token", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> CONTEXT =
      Metadata.Key.of("AxonIQ-Context", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var refusal = refusal(headers);
    if (refusal == null) {
      return next.startCall(call, headers);
    }
    var trailers = refusal.getTrailers();
    call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }

  private @Nullable StatusRuntimeException refusal(Metadata headers) {
    String token = headers.get(TOKEN);
    String context = headers.get(CONTEXT);
    if (accessToken != null && token == null) {
      return Refusals.of(Status.PERMISSION_DENIED, "AXONIQ-1000", "This call has no access token");
    }
    if (accessToken != null && !accessToken.equals(token)) {
      return Refusals.of(Status.PERMISSION_DENIED, "AXONIQ-1001", "The access token is not valid");
    }
    if (context != null && !context.equals(FakeAxonServer.CONTEXT)) {
      return Refusals.of(Status.NOT_FOUND, "AXONIQ-1302", "There is no context " + context);
    }
    return null;
  }
}
