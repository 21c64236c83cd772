package dev.portalledger.eventstore;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Axon Server as the ledger asks it. A lost race for a place in a stream is Axon's own exception;
 * whatever else goes wrong is a {@link DataAccessResourceFailureException}, and an append that ends
 * with one may have been recorded or not.
 */
final class AxonServerEvents {

  private static final Metadata.Key<String> ERROR_CODE =
      Metadata.Key.of("axoniq-errorcode", Metadata.ASCII_STRING_MARSHALLER);
  private static final String INVALID_SEQUENCE = "AXONIQ-2000";

  /** A reader that falls behind is sent so many events before it asks for more. */
  private static final int BUFFERED = 1_000;

  private final Supplier<EventChannel> channel;
  private final Duration patience;

  /**
   * @param channel to the context that keeps the ledger's events; a broken one is replaced behind
   *     this
   * @param patience for one answer
   */
  AxonServerEvents(Supplier<EventChannel> channel, Duration patience) {
    this.channel = channel;
    this.patience = patience;
  }

  /** All or none, in one transaction of Axon Server's. */
  void append(List<Event> events) {
    var _ =
        answer(
            events.getFirst(),
            () -> {
              var transaction = channel.get().startAppendEventsTransaction();
              events.forEach(transaction::appendEvent);
              return transaction.commit();
            });
  }

  List<Event> ofStream(String stream, long first, int limit) {
    return read(
        () -> {
          var events = channel.get().openAggregateStream(stream, first);
          var read = new ArrayList<Event>();
          while (read.size() < limit && events.hasNext()) {
            read.add(events.next());
          }
          events.cancel();
          return read;
        });
  }

  Optional<Long> lastSequenceNumber(String stream) {
    long last = answer(null, () -> channel.get().findHighestSequence(stream));
    return last < 0 ? Optional.empty() : Optional.of(last);
  }

  /** The token of the last event of all; -1 before the first. */
  long lastToken() {
    return answer(null, () -> channel.get().getLastToken());
  }

  /** Events behind the token, and those to come; -1 for all. */
  EventStream behind(long token) {
    return read(() -> channel.get().openStream(token, BUFFERED));
  }

  private interface Read<T> {
    T read() throws InterruptedException;
  }

  private static <T> T read(Read<T> read) {
    try {
      return read.read();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    } catch (RuntimeException e) {
      throw away(e);
    }
  }

  /**
   * @param appended the first event, if it is an append that is answered
   */
  private <T> T answer(@Nullable Event appended, Supplier<CompletableFuture<T>> question) {
    try {
      return question.get().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    } catch (TimeoutException e) {
      throw away(e);
    } catch (ExecutionException e) {
      throw appended != null && isLostRace(e) ? lostRace(appended, e) : away(e);
    } catch (RuntimeException e) {
      throw away(e);
    }
  }

  private static boolean isLostRace(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof StatusRuntimeException said) {
        var trailers = said.getTrailers();
        return (trailers != null && trailers.containsKey(ERROR_CODE))
            ? INVALID_SEQUENCE.equals(trailers.get(ERROR_CODE))
            : said.getStatus().getCode() == Status.Code.OUT_OF_RANGE;
      }
    }
    return false;
  }

  /** Says nothing of whose place was lost: Axon Server names one event, which may not be ours. */
  private static RuntimeException lostRace(Event first, Throwable cause) {
    return first.getAggregateSequenceNumber() == 0
        ? new AggregateStreamCreationException(
            "Somebody else began %s or another stream of this transaction"
                .formatted(first.getAggregateIdentifier()),
            cause)
        : new ConcurrencyException(
            "Somebody else recorded in %s or another stream of this transaction"
                .formatted(first.getAggregateIdentifier()),
            cause);
  }

  private static DataAccessResourceFailureException away(Throwable cause) {
    return new DataAccessResourceFailureException(
        "Axon Server did not answer. Look whether it runs, and at axon.axonserver.servers, .token"
            + " and .context.",
        cause);
  }
}
