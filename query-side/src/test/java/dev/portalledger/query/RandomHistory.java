package dev.portalledger.query;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.ManualStep;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Lives of a few portals and organizations, mixed; the same for the same seed. */
public final class RandomHistory {

  /** An event where it stands in its stream. */
  public record Step(String stream, long version, Object event) {}

  private static final int PORTALS = 5;
  private static final int ORGANIZATIONS = 3;
  private static final List<String> NAMES = List.of("a.example", "Say \"hi\"", "back\\slash", "ö");

  private final Random random;
  private final boolean steady;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<PortalId, PortalConnectionEvent> last = new HashMap<>();
  private final Map<PortalId, Integer> generations = new HashMap<>();
  private final List<PortalRevoked> left = new ArrayList<>();
  private Instant before = Samples.NOON;

  public static List<Step> of(long seed, int length) {
    return of(new RandomHistory(seed, true), length);
  }

  /**
   * Of a clock that stands still and goes back now and then, and with answers of HubSpot that come
   * after a portal has gone to another organization.
   */
  public static List<Step> ofAnUnsteadyClock(long seed, int length) {
    return of(new RandomHistory(seed, false), length);
  }

  private static List<Step> of(RandomHistory history, int length) {
    for (int number = 0; number < ORGANIZATIONS; number++) {
      history.register(new OrganizationId("org-" + number));
    }
    while (history.steps.size() < length) {
      history.next();
    }
    return history.steps;
  }

  /** Hands the history out in parts of random size; now and then one comes that was there. */
  public static void inParts(long seed, List<Step> history, Consumer<List<Step>> reader) {
    var random = new Random(seed);
    for (int from = 0; from < history.size(); ) {
      int to = Math.min(history.size(), from + 1 + random.nextInt(20));
      reader.accept(history.subList(from, to));
      if (random.nextInt(4) == 0) {
        reader.accept(history.subList(random.nextInt(to), to));
      }
      from = to;
    }
  }

  private RandomHistory(long seed, boolean steady) {
    random = new Random(seed);
    this.steady = steady;
  }

  private void next() {
    if (random.nextInt(6) == 0) {
      organizationChanges(new OrganizationId("org-" + random.nextInt(ORGANIZATIONS)));
    } else if (steady || random.nextInt(6) > 0 || left.isEmpty()) {
      portalChanges(new PortalId(1 + random.nextInt(PORTALS)));
    } else {
      answerLate(left.get(random.nextInt(left.size())));
    }
  }

  private void answerLate(PortalRevoked end) {
    append(
        end.portalId().stream(),
        answer(end.portalId(), end.organizationId(), 1 + random.nextInt(end.generation())));
  }

  private void register(OrganizationId organization) {
    append(new OrganizationRegistered(organization, "Agency", Plan.PRO, features(), now()));
  }

  private void organizationChanges(OrganizationId organization) {
    append(
        switch (random.nextInt(3)) {
          case 0 -> new PlanChanged(organization, any(Plan.values()), now());
          case 1 -> new FeaturesChanged(organization, features(), now());
          default -> new SeatTaken(organization, new PortalId(1), 1, now());
        });
  }

  private void append(OrganizationEvent event) {
    append("org-" + event.organizationId().value(), event);
  }

  private void portalChanges(PortalId portal) {
    PortalConnectionEvent before = last.get(portal);
    PortalConnectionEvent event =
        switch (before) {
          case null -> connected(portal);
          case PortalConnected e -> ongoing(portal, e.organizationId());
          case PortalReconnected e -> ongoing(portal, e.organizationId());
          case PortalExpired e -> afterExpiry(portal, e.organizationId());
          case PortalRevoked e -> afterEnd(portal, e.organizationId());
          case UpstreamRevocationConfirmed e -> afterEnd(portal, e.organizationId());
          case UpstreamRevocationFailed e -> afterEnd(portal, e.organizationId());
          case AppUninstallAnswered e -> afterEnd(portal, e.organizationId());
          case RevocationProbed e -> afterEnd(portal, e.organizationId());
        };
    last.put(portal, event);
    if (event instanceof PortalRevoked end) {
      left.add(end);
    }
    append("portal-" + portal.value(), event);
  }

  private PortalConnectionEvent ongoing(PortalId portal, OrganizationId organization) {
    return random.nextInt(3) == 0
        ? new PortalExpired(
            portal, organization, generation(portal), any(ExpiryCause.values()), now())
        : afterExpiry(portal, organization);
  }

  private PortalConnectionEvent afterExpiry(PortalId portal, OrganizationId organization) {
    return random.nextBoolean()
        ? new PortalReconnected(
            portal, organization, grant(portal), new AttemptId("a"), member(), now())
        : new PortalRevoked(
            portal,
            organization,
            generation(portal),
            any(RevocationCause.values()),
            random.nextBoolean() ? member() : null,
            any(RevocationExtent.values()),
            random.nextBoolean() ? now() : null,
            now());
  }

  private PortalConnectionEvent afterEnd(PortalId portal, OrganizationId organization) {
    int generation = 1 + random.nextInt(generation(portal));
    return random.nextBoolean() ? answer(portal, organization, generation) : connected(portal);
  }

  private PortalConnectionEvent answer(
      PortalId portal, OrganizationId organization, int generation) {
    return switch (random.nextInt(4)) {
      case 0 -> new UpstreamRevocationConfirmed(portal, organization, generation, now());
      case 1 ->
          new UpstreamRevocationFailed(
              portal,
              organization,
              generation,
              any(UpstreamRevocationFailure.values()),
              any(ManualStep.values()),
              now());
      case 2 ->
          new AppUninstallAnswered(
              portal, organization, generation, any(UninstallAnswer.values()), now());
      default ->
          new RevocationProbed(portal, organization, generation, any(ProbeResult.values()), now());
    };
  }

  private PortalConnected connected(PortalId portal) {
    var organization = new OrganizationId("org-" + random.nextInt(ORGANIZATIONS));
    return new PortalConnected(
        portal, organization, grant(portal), new AttemptId("a"), member(), now());
  }

  private Grant grant(PortalId portal) {
    int generation = generations.merge(portal, 1, Integer::sum);
    return new Grant(
        generation,
        member(),
        any(AuthorizerStanding.values()),
        random.nextBoolean() ? List.of() : NAMES,
        random.nextBoolean() ? null : NAMES.get(random.nextInt(NAMES.size())));
  }

  private int generation(PortalId portal) {
    return generations.getOrDefault(portal, 1);
  }

  private SubjectId member() {
    return new SubjectId("subject-" + random.nextInt(3));
  }

  private List<Feature> features() {
    return List.of(Feature.values()).subList(0, random.nextInt(Feature.values().length + 1));
  }

  private Instant now() {
    long millis = steps.size() * 1000L + random.nextInt(1000);
    if (!steady && random.nextInt(3) == 0) {
      return before;
    }
    boolean back = !steady && random.nextInt(4) == 0;
    before = Samples.NOON.plusMillis(back ? millis - random.nextInt(60_000) : millis);
    return before;
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private void append(String stream, Object event) {
    long version = versions.merge(stream, 1L, Long::sum) - 1;
    steps.add(new Step(stream, version, event));
  }
}
