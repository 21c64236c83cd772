package dev.portalledger.command.hubspot;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Stops asking HubSpot while HubSpot is down, or while it refuses this app itself: after 8 calls of
 * which half failed, nobody on this node asks for a while. What HubSpot says of one customer's
 * grant is an answer, not a failure.
 */
final class Circuit implements ClientHttpRequestInterceptor {

  private static final Logger log = LoggerFactory.getLogger(Circuit.class);
  private static final Marker ALARM = MarkerFactory.getMarker("ALARM");

  private static final int CALLS_LOOKED_AT = 10;
  private static final int FEWEST_CALLS = 8;
  private static final int PERCENT = 50;
  private static final int PROBES = 3;

  private final Duration pause;
  private final CircuitBreaker breaker;

  Circuit(Duration pause) {
    this.pause = pause;
    this.breaker =
        CircuitBreaker.of(
            "hubspot",
            CircuitBreakerConfig.custom()
                .slidingWindow(CALLS_LOOKED_AT, FEWEST_CALLS, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(PERCENT)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .build());
    breaker.getEventPublisher().onStateTransition(change -> tell(change.getStateTransition()));
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    if (!breaker.tryAcquirePermission()) {
      throw new HubSpotRefused(new HubSpotFailure.Unavailable(pause));
    }
    long began = breaker.getCurrentTimestamp();
    try {
      var answer = execution.execute(request, body);
      settle(request, answer, breaker.getCurrentTimestamp() - began);
      return answer;
    } catch (IOException | RuntimeException e) {
      breaker.onError(breaker.getCurrentTimestamp() - began, breaker.getTimestampUnit(), e);
      throw e;
    }
  }

  private void settle(HttpRequest request, ClientHttpResponse answer, long duration)
      throws IOException {
    if (answer.getStatusCode().is2xxSuccessful()) {
      breaker.onSuccess(duration, breaker.getTimestampUnit());
      return;
    }
    var failure = Failures.of(answer);
    var counts =
        switch (failure) {
          case HubSpotFailure.DeadGrant _ -> false;
          case HubSpotFailure.OurFault _ -> request.getURI().getPath().startsWith("/oauth/");
          case HubSpotFailure.RateLimited _ -> false;
          case HubSpotFailure.Unavailable _ -> answer.getStatusCode().is5xxServerError();
          case HubSpotFailure.Unreadable _ -> true;
        };
    if (counts) {
      breaker.onError(duration, breaker.getTimestampUnit(), new HubSpotRefused(failure));
    } else {
      breaker.onSuccess(duration, breaker.getTimestampUnit());
    }
  }

  private static void tell(CircuitBreaker.StateTransition change) {
    switch (change.getToState()) {
      case OPEN ->
          log.atError()
              .addMarker(ALARM)
              .log("alarm: HubSpot does not serve this app; it is not asked for a while");
      case CLOSED -> log.info("HubSpot serves this app again");
      case HALF_OPEN, FORCED_OPEN, DISABLED, METRICS_ONLY -> log.info("HubSpot: {}", change);
    }
  }
}
