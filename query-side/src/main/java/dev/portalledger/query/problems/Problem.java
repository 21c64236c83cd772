package dev.portalledger.query.problems;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be in the way of a request. Machines get the name as a problem type, people
 * find the same words on the page that the type points to.
 */
enum Problem {
  INVALID_REQUEST(
      400,
      "The request cannot be understood",
      "Something in the address or the data sent was not what is expected there.",
      "A number, a date or a name was mistyped, or a link was cut off on its way.",
      "Go back and try again from the page itself. A program should compare its request with the"
          + " description of the API."),
  UNAUTHENTICATED(
      401,
      "You are not signed in",
      "The request carried no valid sign-in.",
      "A session ends after half an hour without use and after twelve hours in any case; a token"
          + " ends with its own lifetime.",
      "Sign in again. A program should fetch a fresh token and repeat the request."),
  FORBIDDEN(
      403,
      "Your role does not allow this",
      "You are signed in, but what you asked for is not part of your role, or your account belongs"
          + " to no organization.",
      "Owners and admins manage connections; members and auditors read; operators see no"
          + " customer's data.",
      "Ask an owner or admin of your organization to do it, or to change your role."),
  NOT_FOUND(
      404,
      "There is nothing here",
      "The address leads to nothing that your organization can see.",
      "The portal was never connected by your organization, or the link is mistyped.",
      "Open Client Accounts and go on from there."),
  METHOD_NOT_ALLOWED(
      405,
      "This cannot be done here",
      "The address exists, but not for this kind of request.",
      "A form was opened as a link, or a program used the wrong method.",
      "Go back and use the button on the page. A program should look at the Allow header."),
  NOT_ACCEPTABLE(
      406,
      "No such format",
      "The answer was asked for in a format that is not offered.",
      "The API answers in JSON, pages are HTML.",
      "Ask for application/json."),
  CONFLICT(
      409,
      "It does not fit the present state",
      "What was asked for contradicts what is recorded.",
      "Somebody else changed the same thing a moment before, or it had been done already.",
      "Look at the present state and decide anew."),
  IDEMPOTENCY_MISSING(
      400,
      "The request has no Idempotency-Key",
      "A request that changes something was sent without the header Idempotency-Key.",
      "The key lets a request be repeated after a lost answer without being done twice.",
      "Send a fresh random key with every new request, and the same key with every repetition."),
  IDEMPOTENCY_IN_PROGRESS(
      409,
      "The same request is still being worked on",
      "A request with this Idempotency-Key arrived before and has not been answered yet.",
      "It was repeated while the first one was under way.",
      "Wait a moment and repeat it with the same key: the answer will be that of the first."),
  IDEMPOTENCY_MISMATCH(
      422,
      "The Idempotency-Key was used for something else",
      "This key came before, with another request.",
      "A key belongs to one request and its repetitions.",
      "Send the new request with a key of its own."),
  PLAN_LIMIT(
      409,
      "All seats of the plan are taken",
      "The organization's plan has no seat left for another client account, or the plan asked for"
          + " has fewer seats than are in use.",
      "Every connected or expired portal holds a seat: three on PRO, ten on ULTIMATE.",
      "Remove a portal that is no longer needed, or book a larger plan."),
  RATE_LIMITED(
      429,
      "Too many requests",
      "More requests came than are taken in this time.",
      "The limit keeps one caller from slowing down all the others.",
      "Wait as long as the Retry-After header says, then go on more slowly."),
  UPSTREAM_UNAVAILABLE(
      503,
      "A service we depend on does not answer",
      "HubSpot or the sign-in did not answer in time.",
      "Most of the time this is over within minutes. Nothing was changed.",
      "Wait five minutes and try again."),
  UPSTREAM_REJECTED(
      502,
      "HubSpot refused the request",
      "HubSpot answered, but would not do what was asked.",
      "The authorization may have ended, or HubSpot had a fault of its own.",
      "Look at the portal in Client Accounts; if it has expired, reconnect it. Otherwise try again"
          + " later."),
  STATE_UNKNOWN(
      400,
      "This authorization was not started here",
      "You came back from HubSpot, but there is no authorization under way that fits.",
      "The link was opened from a bookmark or the history, was cut off, or was made by somebody"
          + " else. Nothing was connected.",
      "Open Client Accounts and choose Add Portal again."),
  STATE_EXPIRED(
      400,
      "The authorization took too long",
      "You came back from HubSpot after the fifteen minutes an authorization may take.",
      "The page at HubSpot stayed open for a while. Nothing was connected.",
      "Open Client Accounts and choose Add Portal again; it is quickest if you know before which"
          + " portal to pick."),
  OTHER_BROWSER(
      400,
      "Another browser began this authorization",
      "An authorization must come back to the browser that set out.",
      "The HubSpot page was opened in another browser, a private window or on another device, or"
          + " cookies are blocked. Nothing was connected.",
      "Open Client Accounts in the browser you want to use, allow its cookies, and choose Add"
          + " Portal there. If somebody sent you this link, do not use it."),
  CALLBACK_MALFORMED(
      400,
      "HubSpot's answer did not arrive whole",
      "You came back from HubSpot without the answer that belongs to it.",
      "A browser extension or a privacy tool may have cut the address. Nothing was connected.",
      "Switch such extensions off or use a private window, and choose Add Portal again."),
  MARKETPLACE_MALFORMED(
      400,
      "HubSpot's marketplace sent something incomplete",
      "You came from an install in HubSpot's marketplace, but without the code that belongs to it,"
          + " or with an address to return to that is not HubSpot's.",
      "The link was cut off, opened from a bookmark, or made by somebody else. Nothing was"
          + " connected.",
      "Begin again in HubSpot's marketplace, or open Client Accounts and choose Add Portal."),
  MARKETPLACE_EXPIRED(
      400,
      "The install has to be begun again",
      "The install you began in HubSpot's marketplace is not waiting here any more.",
      "It waits ten minutes, for one browser, and is used once. Nothing more was connected.",
      "Look in Client Accounts whether the portal stands there. If not, begin again in HubSpot's"
          + " marketplace, or choose Add Portal."),
  RECORDS_DROPPED(
      410,
      "What was recorded about this was dropped",
      "You asked for a change of something that is over, and of which only the traces are left.",
      "What was recorded about it is past the period for which this deployment keeps records, and"
          + " was dropped for ever. It stays provable that it was recorded, and who had it dropped."
          + " Nothing was changed.",
      "Do not repeat it; the answer stays the same. Begin anew in Client Accounts with what you want"
          + " to do. If you did not expect this to be over, tell the operator."),
  PAYLOAD_TOO_LARGE(
      413,
      "The request is too large",
      "More than 64 KiB of data were sent.",
      "No request needs that much.",
      "Send less; one thing at a time."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The data came in another format",
      "The request's data was not JSON.",
      "The API takes JSON only.",
      "Send application/json."),
  LEDGER_NOT_SEALED(
      503,
      "The ledger can only be read now",
      "What you asked for would have been recorded, but what is recorded is not being sealed, or is"
          + " not what was signed before.",
      "Whatever is recorded in an unsealed ledger could be taken back without a trace. This happens"
          + " when the signer is away, or when an older state of the database was restored.",
      "Reading goes on. Try again in a few minutes; if it lasts, ask the operator, who is told of"
          + " it by an alarm."),
  STORAGE_UNAVAILABLE(
      503,
      "The database does not answer",
      "What you asked for could be neither read nor written.",
      "The database is being restarted or is overloaded. Nothing was changed by halves.",
      "Wait a minute and try again."),
  NEWER_VERSION(
      503,
      "A newer version has to answer this",
      "The part of us that took your request cannot read all that is recorded about what you asked"
          + " for.",
      "A new version is being put in place, or was taken back, and what it recorded needs it. Nothing"
          + " was changed, and nothing is lost.",
      "Try again in a minute. If it lasts, ask the operator."),
  SIGN_IN_FAILED(
      401,
      "The sign-in did not succeed",
      "You came back from the sign-in, but it could not be completed.",
      "The sign-in page stayed open too long, was used twice, or does not answer now.",
      "Start again from Client Accounts. If it fails repeatedly, delete this site's cookies."),
  INTERNAL(
      500,
      "Something went wrong on our side",
      "An unexpected fault stopped this request.",
      "This should not happen; it is recorded under the number shown with it.",
      "Try again in a moment. If it happens again, tell support that number.");

  private final int status;
  private final String title;
  private final String what;
  private final String why;
  private final String next;

  Problem(int status, String title, String what, String why, String next) {
    this.status = status;
    this.title = title;
    this.what = what;
    this.why = why;
    this.next = next;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String next() {
    return next;
  }

  /** As in the problem's type and in the address of its page. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Problem> named(String text) {
    return Arrays.stream(values()).filter(problem -> problem.text().equals(text)).findFirst();
  }
}
