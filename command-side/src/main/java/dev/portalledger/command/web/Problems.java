package dev.portalledger.command.web;

import dev.portalledger.command.vault.keys.KeyServiceUnavailable;
import dev.portalledger.eventstore.StreamUnreadable;
import io.axoniq.axonserver.connector.AxonServerException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.CommandDispatchException;
import org.axonframework.messaging.RemoteHandlingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns what stopped a controller of this side into one of the problems. Never an exception's text.
 */
@RestControllerAdvice("dev.portalledger.command")
class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private final TroubleAnswers answers;

  Problems(TroubleAnswers answers) {
    this.answers = answers;
  }

  @ExceptionHandler
  ResponseEntity<?> trouble(HttpServletRequest request, Trouble trouble) {
    return answers.answer(request, trouble);
  }

  @ExceptionHandler
  ResponseEntity<?> unreadable(
      HttpServletRequest request, HttpMessageNotReadableException unreadable) {
    return answers.answer(
        request, new Trouble(ProblemType.INVALID_REQUEST, why(unreadable.getCause())));
  }

  @ExceptionHandler
  ResponseEntity<?> notJson(HttpServletRequest request, HttpMediaTypeNotSupportedException other) {
    return answers.answer(request, notJson());
  }

  @ExceptionHandler
  ResponseEntity<?> noSuchFormat(
      HttpServletRequest request, HttpMediaTypeNotAcceptableException other) {
    return answers.answer(
        request,
        new Trouble(
            ProblemType.NOT_ACCEPTABLE,
            "The answer was asked for in a format that is not offered. Ask for application/json."));
  }

  @ExceptionHandler
  ResponseEntity<?> mistyped(
      HttpServletRequest request, MethodArgumentTypeMismatchException mistyped) {
    return answers.answer(
        request,
        new Trouble(
            ProblemType.INVALID_REQUEST,
            "The %s in the address is not a valid value. Portal ids are whole numbers; look them up in Client Accounts."
                .formatted(mistyped.getName())));
  }

  /** The container's word for an address that is no text, as in {@code ?state=%ff}. */
  @ExceptionHandler
  ResponseEntity<?> undecodable(HttpServletRequest request, InvalidParameterException undecodable) {
    return answers.answer(
        request,
        new Trouble(
            ProblemType.INVALID_REQUEST,
            "A parameter in the address is not well-formed text. Correct it, or begin anew."));
  }

  /** The security filter says it in its own words. */
  @ExceptionHandler
  ResponseEntity<?> denied(AccessDeniedException denied) {
    throw denied;
  }

  @ExceptionHandler
  ResponseEntity<?> unforeseen(HttpServletRequest request, RuntimeException thrown) {
    return answers.answer(request, trouble(thrown));
  }

  static Trouble notJson() {
    return new Trouble(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        "The data was not JSON, and nothing else is taken. Send application/json.");
  }

  /** What nobody foresaw is an outage of the database or a bug; only we read which. */
  static Trouble trouble(RuntimeException thrown) {
    if (isStorage(thrown)) {
      log.warn("The database did not answer: {}", thrown.getClass().getSimpleName());
      return new Trouble(
          ProblemType.STORAGE_UNAVAILABLE,
          "Nothing was read or changed, because the database did not answer in time. It is being"
              + " restarted or overloaded. Try again in a moment.");
    }
    if (thrown instanceof StreamUnreadable unreadable) {
      log.error("{}", unreadable.getMessage());
      return unreadable(unreadable);
    }
    if (isOfAnotherNode(thrown)) {
      log.warn("Another node did not decide", thrown);
      return new Trouble(
          ProblemType.STORAGE_UNAVAILABLE,
          "The node that decides about this did not answer, so it is not known whether anything was"
              + " recorded. Try again in a moment, with the same Idempotency-Key: nothing is recorded"
              + " twice.");
    }
    if (thrown instanceof KeyServiceUnavailable) {
      log.warn("{}", thrown.getMessage());
      return new Trouble(
          ProblemType.UPSTREAM_UNAVAILABLE,
          "Nothing was read or changed, because the service that keeps our keys did not answer."
              + " Try again in a moment.");
    }
    log.error("A request failed", thrown);
    return new Trouble(
        ProblemType.INTERNAL,
        "An unexpected fault stopped this request; it is recorded under the traceId. Try again in"
            + " a moment, and tell support that number if it happens again.");
  }

  private static Trouble unreadable(StreamUnreadable stream) {
    return switch (stream) {
      case StreamUnreadable.ByThisVersion _ ->
          new Trouble(
              ProblemType.NEWER_VERSION,
              "Nothing was changed, because this node cannot read all that is recorded about it: a"
                  + " newer version is being put in place, or was taken back. Try again in a"
                  + " minute.");
      case StreamUnreadable.ForEver _ ->
          new Trouble(
              ProblemType.RECORDS_DROPPED,
              "Nothing was changed, because what was recorded about it is past its period of"
                  + " retention and was dropped for ever. Do not repeat this; begin anew with what"
                  + " you want to do.");
    };
  }

  private static boolean isStorage(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof DataAccessResourceFailureException
          || t instanceof TransientDataAccessException
          || t instanceof CannotCreateTransactionException
          || t instanceof java.sql.SQLTransientException
          || t instanceof java.sql.SQLNonTransientConnectionException) {
        return true;
      }
    }
    return false;
  }

  /** With Axon Server a command may be another node's to decide, or reach none. */
  private static boolean isOfAnotherNode(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof AxonServerException
          || t instanceof CommandDispatchException
          || t instanceof NoHandlerForCommandException
          || t instanceof RemoteHandlingException) {
        return true;
      }
    }
    return false;
  }

  private static String why(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException unknown ->
          "The field '%s' is not known here. Leave it out, or correct its name."
              .formatted(printable(unknown.getPropertyName()));
      case MismatchedInputException mismatch ->
          "The value of '%s' is missing or not of the kind expected there. The API's description at /v3/api-docs says which is."
              .formatted(field(mismatch));
      case null, default -> "The body is not readable JSON. Check quotes, commas and brackets.";
    };
  }

  private static String field(MismatchedInputException mismatch) {
    var path = mismatch.getPath();
    var name = path.isEmpty() ? null : path.getLast().getPropertyName();
    return name == null ? "the body" : printable(name);
  }

  private static String printable(String text) {
    var plain = text.replaceAll("[^\\p{Alnum}_.-]", "?");
    return plain.length() > 60 ? plain.substring(0, 60) : plain;
  }
}
