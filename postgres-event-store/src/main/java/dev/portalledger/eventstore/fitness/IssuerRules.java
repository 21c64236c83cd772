package dev.portalledger.eventstore.fitness;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an issuer's answer about itself says about ours being set right. */
final class IssuerRules {

  private static final int OK = 200;
  private static final int NOT_FOUND_AND_THE_LIKE = 4;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int LONGEST_NAME = 200;

  private static final String MEND =
      "Set ledger.sign-in.issuer to the very issuer its document names, with or without a slash at"
          + " the end as there; or mend the issuer, which is asked again every 10 seconds.";

  /** The places of a description, in the order in which they are tried. */
  static List<URI> places(URI issuer) {
    var path = issuer.getPath() == null ? "" : issuer.getPath().replaceFirst("/$", "");
    var host = issuer.resolve("/").toString().replaceFirst("/$", "");
    return List.of(
        URI.create(host + path + "/.well-known/openid-configuration"),
        URI.create(host + "/.well-known/openid-configuration" + path),
        URI.create(host + "/.well-known/oauth-authorization-server" + path));
  }

  /** Whether there is nothing at that place, so that the next one is to be tried. */
  static boolean isElsewhere(int status) {
    return status / 100 == NOT_FOUND_AND_THE_LIKE && status != TOO_MANY_REQUESTS;
  }

  /**
   * Judges the first answer that was one.
   *
   * @param named by the document; null if it was none
   */
  static Verdict judge(URI issuer, int status, @Nullable String named) {
    if (isElsewhere(status)) {
      return unfit(issuer, "nothing there describes an issuer");
    }
    if (status != OK) {
      return new Verdict.Unknown("the issuer %s answers with %d".formatted(issuer, status));
    }
    if (named == null) {
      return unfit(issuer, "what answers there is no issuer");
    }
    return issuer.toString().equals(named)
        ? new Verdict.Fit()
        : unfit(issuer, "what answers there is the issuer " + shown(named));
  }

  private static Verdict unfit(URI issuer, String what) {
    return new Verdict.Unfit(
        "ledger.sign-in.issuer is %s, but %s, so nobody can sign in and no token is believed"
            .formatted(issuer, what),
        MEND);
  }

  private static String shown(String named) {
    return named.substring(0, Math.min(LONGEST_NAME, named.length())).replaceAll("\\p{Cntrl}", "?");
  }

  private IssuerRules() {}
}
