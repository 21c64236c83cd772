package dev.portalledger.command.hubspot;

import dev.portalledger.command.hubspot.TokenRefresh.Refreshed.Failed;
import dev.portalledger.command.vault.RefreshToken;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Refreshes over HTTP: at most three tries in line, and all of them within one deadline. */
final class RestTokenRefresh implements TokenRefresh, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RestTokenRefresh.class);

  private static final int MOST_TRIES = 3;
  private static final long FIRST_PAUSE_MILLIS = 200;

  private final HubSpotSettings settings;
  private final RestClient http;
  private final TimeLimiter deadline;
  private final RetryBudget budget = new RetryBudget();
  private final Retry retry = Retry.of("hubspot-refresh", tries());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RestTokenRefresh(HubSpotSettings settings, RestClient http, Duration deadline) {
    this.settings = settings;
    this.http = http;
    this.deadline = TimeLimiter.of(deadline);
  }

  @Override
  public Refreshed refresh(RefreshToken token) {
    budget.firstCall();
    Callable<Refreshed> tries = () -> retry.executeSupplier(() -> once(token));
    try {
      return deadline.executeFutureSupplier(() -> threads.submit(tries));
    } catch (TimeoutException _) {
      return noted(new Failed(new HubSpotFailure.Unavailable(), false));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Failed(new HubSpotFailure.Unavailable(), false);
    } catch (Exception e) {
      log.error("A refresh failed on our side ({})", e.getClass().getSimpleName());
      return new Failed(new HubSpotFailure.Unavailable(), false);
    }
  }

  private RetryConfig tries() {
    return RetryConfig.<Refreshed>custom()
        .maxAttempts(MOST_TRIES)
        .retryOnResult(refreshed -> isWorthAnother(refreshed) && budget.allowsAnother())
        .retryOnException(_ -> false)
        .intervalBiFunction(RestTokenRefresh::fullJitter)
        .build();
  }

  /** HubSpot answered that it did not act and named no time to come back: a hiccup, perhaps. */
  private static boolean isWorthAnother(Refreshed refreshed) {
    return refreshed instanceof Failed(var failure, var outcomeKnown)
        && outcomeKnown
        && (failure.equals(new HubSpotFailure.RateLimited(null))
            || failure.equals(new HubSpotFailure.Unavailable()));
  }

  private static long fullJitter(int tries, Either<Throwable, Refreshed> outcome) {
    return 1 + ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS << tries);
  }

  private Refreshed once(RefreshToken token) {
    long began = System.nanoTime();
    try {
      var answer = post(token);
      return RefreshAnswers.read(answer, Duration.ofNanos(System.nanoTime() - began))
          .orElseGet(() -> noted(new Failed(new HubSpotFailure.Unreadable(), false)));
    } catch (RestClientException e) {
      var failure = Failures.of(e);
      return noted(new Failed(failure, isOutcomeKnown(e, failure)));
    }
  }

  /** Known if HubSpot answered with a refusal, or if the request never reached it. */
  private static boolean isOutcomeKnown(Throwable thrown, HubSpotFailure failure) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ConnectException || t instanceof HttpConnectTimeoutException) {
        return true;
      }
      if (t instanceof HubSpotRefused) {
        return !(failure instanceof HubSpotFailure.Unreadable);
      }
    }
    return false;
  }

  private ResponseEntity<byte[]> post(RefreshToken token) {
    return http.post()
        .uri(settings.apiUrl() + "/oauth/2026-03/token")
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .accept(MediaType.APPLICATION_JSON)
        .body(
            Unprinted.form(
                "grant_type",
                "refresh_token",
                "refresh_token",
                token.value(),
                "client_id",
                settings.clientId(),
                "client_secret",
                settings.clientSecret()))
        .retrieve()
        .toEntity(byte[].class);
  }

  private static Failed noted(Failed failed) {
    if (failed.failure() instanceof HubSpotFailure.OurFault) {
      log.error("HubSpot refuses this app at refresh: {}", failed.failure());
    } else {
      log.warn("HubSpot's refresh gave nothing: {}", failed.failure());
    }
    return failed;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
