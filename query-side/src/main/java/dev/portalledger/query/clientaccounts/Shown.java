package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ConnectionStatus;
import dev.portalledger.query.people.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client account in the words of a page.
 *
 * @param marked whether the reader was sent here because of it
 */
record Shown(
    ClientAccount account,
    boolean marked,
    Person authorizer,
    Person connectedBy,
    @Nullable Person endedBy) {

  static Shown of(ClientAccount account, Map<String, Person> named, boolean marked) {
    return new Shown(
        account,
        marked,
        Objects.requireNonNull(named.get(account.authorizer())),
        Objects.requireNonNull(named.get(account.connectedBy())),
        account.endedBy() == null ? null : named.get(account.endedBy()));
  }

  static Set<String> involved(List<ClientAccount> accounts) {
    return accounts.stream()
        .flatMap(
            account -> Stream.of(account.authorizer(), account.connectedBy(), account.endedBy()))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  public String name() {
    return account.hubDomain() == null ? "Portal " + account.portalId() : account.hubDomain();
  }

  public String statusText() {
    return text(account.status());
  }

  public String statusClass() {
    return account.status().name().toLowerCase(Locale.ROOT);
  }

  static String text(ConnectionStatus status) {
    return switch (status) {
      case CONNECTED -> "Connected";
      case EXPIRED -> "Expired";
      case DISCONNECTED -> "Disconnected";
    };
  }

  public String causeText() {
    return switch (account.cause()) {
      case FIRST_GRANT -> "Authorized by " + authorizer.name();
      case NEW_GRANT -> "Authorized anew by " + authorizer.name();
      case GRANT_DEAD -> "HubSpot no longer accepts the authorization";
      case REFRESH_OUTCOME_LOST -> "The authorization was lost while HubSpot renewed it";
      case REMOVED_BY_MEMBER -> "Removed by " + (endedBy == null ? "a member" : endedBy.name());
      case ENDED_BY_OPERATOR -> "Ended by the operator of this platform for safety's sake";
      case DISPUTED -> "Ended because the authorizer disputed it";
      case UNINSTALLED_IN_HUBSPOT -> "The app was removed in HubSpot, under Connected Apps";
      case PORTAL_GONE -> "HubSpot no longer knows this account";
    };
  }

  /** What to do about it; null while all is well. */
  public @Nullable String advice() {
    return switch (account.cause()) {
      case FIRST_GRANT, NEW_GRANT -> null;
      case GRANT_DEAD -> whyItDied();
      case REFRESH_OUTCOME_LOST ->
          "HubSpot's answer never reached us. Reconnect as an admin of the portal. It still holds"
              + " a seat.";
      case REMOVED_BY_MEMBER ->
          "Importing and deploying have stopped; imported work stays. Reconnect to go on.";
      case ENDED_BY_OPERATOR ->
          "Tokens may have been stolen, so the old authorization was ended. Reconnect to go on.";
      case DISPUTED ->
          "Somebody authorized this portal who should not have. Reconnect only with an admin of"
              + " the portal who agrees.";
      case UNINSTALLED_IN_HUBSPOT ->
          "Ask who removed it, then reconnect as an admin of the portal.";
      case PORTAL_GONE ->
          "The account was closed or merged. Connect the portal that took its place instead.";
    };
  }

  private String whyItDied() {
    return account.authorizerRisk() == AuthorizerRisk.DEACTIVATED
        ? "The user who authorized it is no longer active in the portal. Reconnect as another admin"
            + " of the portal. It still holds a seat."
        : "The app may have been removed in HubSpot, the authorizing user deactivated, or the"
            + " account changed. Reconnect as an admin of the portal. It still holds a seat.";
  }

  /** Why the status is to be doubted; null while HubSpot confirms it. */
  public @Nullable String doubt() {
    return account.unprovenSince() == null
        ? null
        : "HubSpot has not confirmed this connection for more than two days, so it may have ended"
            + " without our knowing. HubSpot is asked again and again. If this lasts although"
            + " HubSpot is well, reconnect the portal.";
  }

  /** Why it may end soon; null while nothing speaks for it. */
  public @Nullable String risk() {
    if (account.status() != ConnectionStatus.CONNECTED) {
      return null;
    }
    return switch (account.authorizerRisk()) {
      case null -> null;
      case NONE -> null;
      case NO_LONGER_ADMIN ->
          authorizer.name() + ", who authorized it, is no longer a Super Admin of the portal";
      case DEACTIVATED ->
          authorizer.name() + ", who authorized it, is no longer an active user of the portal";
    };
  }

  public String headline() {
    return switch (account.status()) {
      case CONNECTED ->
          account.cause() == Cause.FIRST_GRANT
              ? name() + " is connected."
              : name() + " is connected again.";
      case EXPIRED -> name() + " has expired.";
      case DISCONNECTED -> name() + " is disconnected.";
    };
  }

  public boolean attention() {
    return account.status() == ConnectionStatus.EXPIRED;
  }

  public boolean needsReconnect() {
    return account.status() != ConnectionStatus.CONNECTED;
  }

  /** Worth a button right in the list. */
  public boolean isWorthReconnecting() {
    return needsReconnect() || risk() != null;
  }

  public boolean isHeld() {
    return account.status() != ConnectionStatus.DISCONNECTED;
  }

  public String standingText() {
    return switch (account.authorizerStanding()) {
      case SUPER_ADMIN -> "Super Admin of the portal at that time";
      case NOT_SUPER_ADMIN -> "Not a Super Admin; HubSpot allowed it by app-marketplace access";
      case UNKNOWN -> "HubSpot did not let us read this user's rights";
    };
  }

  /** How it ended at HubSpot; null while it has not ended. */
  public @Nullable ShownEnding ending() {
    Ending ending = account.ending();
    return ending == null ? null : new ShownEnding(account.upstreamRevocation(), ending);
  }

  public List<GrantedCategory> categories() {
    return GrantedCategory.all(account);
  }

  public List<String> granted() {
    return categories().stream()
        .filter(GrantedCategory::isGranted)
        .map(GrantedCategory::name)
        .toList();
  }

  /** The categories in which work will fail until the portal is reconnected; null if in none. */
  public @Nullable String lack() {
    return categories(GrantedCategory::missing);
  }

  /** The categories of which HubSpot left something out; null if none. */
  public @Nullable String withheld() {
    return categories(GrantedCategory::withheld);
  }

  public @Nullable String surplus() {
    return categories(GrantedCategory::surplus);
  }

  /** The categories in which HubSpot granted more than was asked for; null if in none. */
  public @Nullable String unasked() {
    return categories(GrantedCategory::unasked);
  }

  private @Nullable String categories(Function<GrantedCategory, List<String>> scopes) {
    var names =
        categories().stream()
            .filter(category -> !scopes.apply(category).isEmpty())
            .map(GrantedCategory::name)
            .toList();
    return names.isEmpty() ? null : String.join(", ", names);
  }
}
