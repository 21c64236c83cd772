package dev.portalledger.command.hubspot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads an introspection. What the ledger will keep for ever is checked here once. */
final class Introspected {

  private static final Pattern SCOPE = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final int MOST_SCOPES = 500;
  private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}._-]{1,253}");
  private static final int LONGEST_ADDRESS = 320;

  /** Empty if HubSpot says neither clearly yes nor clearly no. */
  static Optional<Introspection> of(Json json) {
    return json.flag("active")
        .flatMap(active -> active ? active(json) : Optional.of(new Introspection.Inactive()));
  }

  private static Optional<Introspection> active(Json json) {
    var hub = positive(json.number("hub_id"));
    var user = positive(json.number("user_id"));
    var client = json.text("client_id");
    var scopes = json.texts("scopes").filter(Introspected::plausible);
    if (hub.isEmpty() || user.isEmpty() || client.isEmpty() || scopes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Introspection.Active(
            hub.getAsLong(),
            user.getAsLong(),
            json.text("user").filter(it -> it.length() <= LONGEST_ADDRESS).orElse(null),
            client.get(),
            scopes.get(),
            json.text("hub_domain").filter(DOMAIN.asMatchPredicate()).orElse(null)));
  }

  private static boolean plausible(List<String> scopes) {
    return scopes.size() <= MOST_SCOPES && scopes.stream().allMatch(SCOPE.asMatchPredicate());
  }

  private static OptionalLong positive(OptionalLong number) {
    return number.isPresent() && number.getAsLong() > 0 ? number : OptionalLong.empty();
  }

  private Introspected() {}
}
