package dev.portalledger.eventstore.axonserver;

import static dev.portalledger.eventstore.axonserver.AxonClient.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in. */
class FakeAccessTest {

  private final FakeAxonServer server = FakeAxonServer.start("right");
  private final ManagedChannel channel =
      ManagedChannelBuilder.forTarget(server.address()).usePlaintext().build();

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void a_client_with_the_token_is_let_in() {
    try (var client = new AxonClient(server.address(), "right")) {
      client.append(event("a", 0));
    }
    assertThat(server.events()).hasSize(1);
  }

  @Test
  void a_client_without_the_token_goes_on_without_a_connection() {
    try (var client = new AxonClient(server.address(), "")) {
      assertThat(client.isConnected()).isFalse();
      assertThatThrownBy(() -> client.append(event("a", 0)))
          .satisfies(
              refusal ->
                  assertThat(Status.fromThrowable(refusal).getCode())
                      .isEqualTo(Status.Code.UNAVAILABLE));
    }
    assertThat(server.events()).isEmpty();
  }

  @Test
  void a_call_is_refused_with_the_code_of_what_is_wrong() {
    assertRefused("AxonIQ-ClientId", "any", Status.Code.PERMISSION_DENIED, "AXONIQ-1000");
    assertRefused("AxonIQ-Access-Token", "wrong", Status.Code.PERMISSION_DENIED, "AXONIQ-1001");
  }

  @Test
  void there_is_one_context() {
    try (var open = FakeAxonServer.start()) {
      var there = ManagedChannelBuilder.forTarget(open.address()).usePlaintext().build();
      assertRefused(there, "AxonIQ-Context", "other", Status.Code.NOT_FOUND, "AXONIQ-1302");
      there.shutdownNow();
    }
  }

  private void assertRefused(String header, String value, Status.Code status, String code) {
    assertRefused(channel, header, value, status, code);
  }

  private static void assertRefused(
      ManagedChannel channel, String header, String value, Status.Code status, String code) {
    var headers = new Metadata();
    headers.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value);
    var platform =
        PlatformServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));

    assertThatThrownBy(() -> platform.getPlatformServer(ClientIdentification.getDefaultInstance()))
        .hasMessageContaining("[" + code + "]")
        .satisfies(
            refusal -> {
              assertThat(Status.fromThrowable(refusal).getCode()).isEqualTo(status);
              assertThat(Status.trailersFromThrowable(refusal).toString())
                  .contains("axoniq-errorcode=" + code);
            });
  }
}
