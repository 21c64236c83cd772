package dev.portalledger.command.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The kinds of trouble; each name is the end of a stable URI that resolves to a page. */
public enum ProblemType {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "You are not signed in"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "Your role does not allow this"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This cannot be done here"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No such format"),
  CONFLICT(HttpStatus.CONFLICT, "It does not fit the present state"),
  RECORDS_DROPPED(HttpStatus.GONE, "What was recorded about this was dropped"),
  PLAN_LIMIT(HttpStatus.CONFLICT, "All seats of the plan are taken"),
  IDEMPOTENCY_MISSING(HttpStatus.BAD_REQUEST, "The request has no Idempotency-Key"),
  IDEMPOTENCY_IN_PROGRESS(HttpStatus.CONFLICT, "The same request is still being worked on"),
  IDEMPOTENCY_MISMATCH(
      HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key was used for something else"),
  PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The data came in another format"),
  RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  UPSTREAM_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "A service we depend on does not answer"),
  LEDGER_NOT_SEALED(HttpStatus.SERVICE_UNAVAILABLE, "The ledger can only be read now"),
  STORAGE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer"),
  NEWER_VERSION(HttpStatus.SERVICE_UNAVAILABLE, "A newer version has to answer this"),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");

  private final HttpStatus status;
  private final String title;

  ProblemType(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  HttpStatus status() {
    return status;
  }

  String title() {
    return title;
  }

  /** As in the problem's type and in the address of its page. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
