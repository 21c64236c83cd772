package dev.portalledger.query.audittrail;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.people.Person;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who appears in entries of the trail. */
final class Involved {

  static Set<String> in(Collection<Entry> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                Stream.of(entry.actor(), entry.authorizer(), entry.subject(), entry.confirmedBy()))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  static String name(Map<String, Person> named, String id) {
    return requireNonNull(named.get(id)).name();
  }

  private Involved() {}
}
