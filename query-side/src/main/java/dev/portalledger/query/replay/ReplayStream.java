package dev.portalledger.query.replay;

import dev.portalledger.query.dashboard.Member;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells how a replay comes along, as server-sent events, until it is over. Who listens costs a
 * thread, so there are only so many; after a while they are asked to come back.
 */
@RestController
@Tag(name = "Compliance")
class ReplayStream {

  private static final int MOST_LISTENERS = 32;
  private static final long LOOK_AGAIN_MS = 250;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Replays replays;
  private final Semaphore places = new Semaphore(MOST_LISTENERS);
  private final CountDownLatch closing = new CountDownLatch(1);

  ReplayStream(Replays replays) {
    this.replays = replays;
  }

  @GetMapping(path = "/api/v1/replays/{replayId}/stream", produces = "text/event-stream")
  @Operation(summary = "Progress of a replay as server-sent events; the last is named done")
  void stream(
      @Parameter(hidden = true) Member member,
      @PathVariable String replayId,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    var first = found(member, replayId);
    if (!places.tryAcquire()) {
      response.setHeader("Retry-After", "10");
      throw new ResponseStatusException(
          HttpStatus.TOO_MANY_REQUESTS, "too many listen already; ask for the replay itself");
    }
    try {
      response.setContentType("text/event-stream");
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.setHeader("Cache-Control", "no-store");
      // A proxy in front must not collect it.
      response.setHeader("X-Accel-Buffering", "no");
      tell(member, first, response.getWriter());
    } finally {
      places.release();
    }
  }

  /** Until it is over, the listener has gone, or time is up. */
  private void tell(Member member, Replay first, PrintWriter out) throws InterruptedException {
    long until = System.nanoTime() + LONGEST_NANOS;
    var told = "";
    var replay = first;
    while (!out.checkError()) {
      var now = JSON.writeValueAsString(replay);
      if (!now.equals(told)) {
        var name = replay.state().isOver() ? "done" : "progress";
        out.print("event: " + name + "\ndata: " + now + "\n\n");
        told = now;
      } else {
        out.print(": still there\n\n");
      }
      out.flush();
      if (replay.state().isOver() || System.nanoTime() > until || isClosing()) {
        return;
      }
      replay = found(member, replay.replayId());
    }
  }

  private boolean isClosing() throws InterruptedException {
    return closing.await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
  }

  @EventListener
  void close(ContextClosedEvent closed) {
    closing.countDown();
  }

  private Replay found(Member member, String replayId) {
    return replays
        .find(member.organization(), replayId)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
