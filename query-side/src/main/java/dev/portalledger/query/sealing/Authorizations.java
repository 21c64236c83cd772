package dev.portalledger.query.sealing;

import dev.portalledger.events.StoredName;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.subject.SubjectId;
import dev.portalledger.query.people.Person;
import dev.portalledger.query.sealing.SealedHistory.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Who authorized what, and how it ended: the first of it, for people to read. */
final class Authorizations {

  static final int MOST = 500;

  /**
   * Something to be said of a portal, once people have their names.
   *
   * @param scopes of a grant; empty for an ending
   */
  record Line(Instant at, long index, Function<Map<String, Person>, String> words, String scopes) {}

  private static final Map<String, Class<?>> TOLD = told();

  private final List<Line> lines = new ArrayList<>();
  private final Set<String> people = new TreeSet<>();
  private long count;

  void add(Stored event) {
    var kind = TOLD.get(event.entry().type());
    if (kind != null) {
      count++;
      if (lines.size() < MOST) {
        lines.add(line(event, kind));
      }
    }
  }

  List<Line> lines() {
    return lines;
  }

  /** Of all events, told here or not. */
  long count() {
    return count;
  }

  Set<String> people() {
    return people;
  }

  private Line line(Stored stored, Class<?> kind) {
    try {
      return switch (JsonMapper.shared().readValue(stored.payload(), kind)) {
        case PortalConnected e ->
            granted(stored, e.portalId(), e.grant(), e.connectedBy(), "connected");
        case PortalReconnected e ->
            granted(stored, e.portalId(), e.grant(), e.connectedBy(), "reconnected");
        case PortalExpired e ->
            said(
                stored,
                "%s expired: HubSpot no longer took the authorization."
                    .formatted(portal(e.portalId(), null)));
        case PortalRevoked e -> revoked(stored, e);
        default -> unreadable(stored);
      };
    } catch (JacksonException notWhatWasSealed) {
      return unreadable(stored);
    }
  }

  private Line granted(Stored stored, PortalId portal, Grant grant, SubjectId member, String what) {
    var authorizer = name(grant.authorizer());
    var by = name(member);
    var whose = portal(portal, grant.hubDomain());
    return new Line(
        stored.time(),
        stored.index(),
        named ->
            "%s authorized %s in HubSpot (grant %d); %s %s it."
                .formatted(
                    authorizer.apply(named), whose, grant.generation(), by.apply(named), what),
        String.join(", ", grant.scopes()));
  }

  private Line revoked(Stored stored, PortalRevoked event) {
    var portal = portal(event.portalId(), null);
    var by = event.by();
    if (by == null) {
      return said(stored, portal + " was ended: " + because(event.cause()) + ".");
    }
    var who = name(by);
    return new Line(
        stored.time(),
        stored.index(),
        named -> "%s ended %s: %s.".formatted(who.apply(named), portal, because(event.cause())),
        "");
  }

  private static Line said(Stored stored, String words) {
    return new Line(stored.time(), stored.index(), _ -> words, "");
  }

  private static Line unreadable(Stored stored) {
    return said(stored, "Event %d cannot be read: run the verifier.".formatted(stored.index()));
  }

  private static String because(RevocationCause cause) {
    return switch (cause) {
      case REMOVED_BY_MEMBER -> "removed by a member";
      case ENDED_BY_OPERATOR -> "ended by the operator for safety's sake";
      case DISPUTED -> "the authorizer disputed the authorization";
      case UNINSTALLED_IN_HUBSPOT -> "the app was removed in HubSpot";
      case PORTAL_GONE -> "HubSpot no longer knows the portal";
    };
  }

  private static String portal(PortalId portal, @Nullable String domain) {
    return "portal " + portal + (domain == null ? "" : " (" + domain + ")");
  }

  private Function<Map<String, Person>, String> name(SubjectId subject) {
    people.add(subject.value());
    return named -> {
      var person = named.get(subject.value());
      return person == null || person.erased()
          ? "somebody (" + subject.value() + ")"
          : person.name();
    };
  }

  private static Map<String, Class<?>> told() {
    var told = new HashMap<String, Class<?>>();
    StoredName.ALL.stream()
        .filter(
            stored ->
                Set.of(
                        PortalConnected.class,
                        PortalReconnected.class,
                        PortalExpired.class,
                        PortalRevoked.class)
                    .contains(stored.event()))
        .forEach(
            stored -> {
              told.put(stored.name(), stored.event());
              var formerly = stored.formerly();
              if (formerly != null) {
                told.put(formerly, stored.event());
              }
            });
    return told;
  }
}
