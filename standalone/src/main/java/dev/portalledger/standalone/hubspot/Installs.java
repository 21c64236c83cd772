package dev.portalledger.standalone.hubspot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In which accounts the app is installed, and what happened there; an account's users share one
 * install.
 */
record Installs(List<Install> current, List<Entry> log) {

  static final Installs NONE = new Installs(List.of(), List.of());

  Installs {
    current = List.copyOf(current);
    log = List.copyOf(log);
  }

  Optional<Install> of(long hubId) {
    return current.stream().filter(install -> install.hubId() == hubId).findFirst();
  }

  List<Entry> logOf(long hubId) {
    return log.stream().filter(entry -> entry.hubId() == hubId).toList().reversed();
  }

  boolean has(long hubId) {
    return of(hubId).isPresent();
  }

  /** The code was exchanged: only now does the app stand under Connected Apps. */
  Installs connected(Consent by, Instant now) {
    var what = has(by.hubId()) ? What.RECONNECTED : What.INSTALLED;
    var install = new Install(by.hubId(), by, of(by.hubId()).map(Install::since).orElse(now), null);
    return without(by.hubId())
        .plus(install)
        .logging(new Entry(now, by.hubId(), what, by.email(), null));
  }

  Installs scheduled(long hubId, Uninstall uninstall) {
    return of(hubId)
        .map(install -> new Install(hubId, install.by(), install.since(), uninstall))
        .map(install -> without(hubId).plus(install))
        .orElse(this);
  }

  Installs uninstalled(long hubId, Uninstall uninstall) {
    return without(hubId)
        .logging(
            new Entry(uninstall.at(), hubId, What.UNINSTALLED, uninstall.by(), uninstall.reason()));
  }

  private Installs plus(Install install) {
    return new Installs(Stream.concat(current.stream(), Stream.of(install)).toList(), log);
  }

  private Installs without(long hubId) {
    return new Installs(current.stream().filter(install -> install.hubId() != hubId).toList(), log);
  }

  private Installs logging(Entry entry) {
    return new Installs(current, Stream.concat(log.stream(), Stream.of(entry)).toList());
  }

  /**
   * The app in one account; {@code uninstall} is set while an uninstall has been asked for but is
   * not due.
   */
  record Install(long hubId, Consent by, Instant since, @Nullable Uninstall uninstall) {}

  /** Who wanted the app gone, when it goes, and why. */
  record Uninstall(Instant at, String by, String reason) {}

  /** A line of the log on the Connected Apps page. */
  record Entry(Instant at, long hubId, What what, String by, @Nullable String reason) {}

  /** What a line of the log can say. */
  enum What {
    INSTALLED,
    RECONNECTED,
    UNINSTALLED
  }
}
