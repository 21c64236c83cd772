import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What could have happened to an organization, by seed. */
@SuppressWarnings("DefaultPackage")
final class TestHistory {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Random random;
  private final String organization;
  private final List<Recorded> events = new ArrayList<>();
  private final Map<String, Long> next = new HashMap<>();
  private final Map<Long, String> status = new HashMap<>();
  private final Map<Long, Integer> generation = new HashMap<>();

  private TestHistory(String organization, long seed) {
    this.organization = organization;
    this.random = new Random(seed);
  }

  static List<Recorded> of(String organization, long seed, int size) {
    var history = new TestHistory(organization, seed);
    history.add(
        "Organization",
        "org-" + organization,
        "organization.registered",
        "{\"organizationId\":{\"value\":\"%s\"},\"name\":\"Agency\",\"plan\":\"CUSTOM\",\"features\":[\"AUDIT\"],\"occurredAt\":\"%s\"}"
            .formatted(organization, START));
    while (history.events.size() < size) {
      history.step();
    }
    return List.copyOf(history.events.subList(0, size));
  }

  private void step() {
    long portal = 1001L + random.nextInt(5);
    switch (status.getOrDefault(portal, "NONE")) {
      case "NONE" -> granted(portal, "connected");
      case "CONNECTED" -> whileConnected(portal);
      case "EXPIRED" -> granted(portal, "reconnected");
      default -> afterRemoval(portal);
    }
  }

  private void whileConnected(long portal) {
    switch (random.nextInt(6)) {
      case 0 -> ended(portal, "expired", "EXPIRED", "GRANT_DEAD", "");
      case 1 ->
          ended(
              portal,
              "revoked",
              "DISCONNECTED",
              "REMOVED_BY_MEMBER",
              ",\"by\":{\"value\":\"subject-member\"}");
      case 2 -> ended(portal, "revoked", "DISCONNECTED", "UNINSTALLED_IN_HUBSPOT", ",\"by\":null");
      default -> leased(portal);
    }
  }

  /** Another organization may have it for a while; it leaves numbers of the stream to it. */
  private void afterRemoval(long portal) {
    if (random.nextBoolean()) {
      next.merge("portal-" + portal, 2L, Long::sum);
      granted(portal, "connected");
    } else {
      granted(portal, "reconnected");
    }
  }

  private void granted(long portal, String kind) {
    status.put(portal, "CONNECTED");
    add(
        "PortalConnection",
        "portal-" + portal,
        "portal-connection." + kind,
        """
        {"portalId":{"value":%d},"organizationId":{"value":"%s"},"grant":{"generation":%d,\
        "authorizer":{"value":"subject-%d"},"authorizerStanding":"SUPER_ADMIN","scopes":["crm.objects.contacts.read","oauth"],\
        "hubDomain":null},"attemptId":{"value":"%s"},"connectedBy":{"value":"subject-member"},"occurredAt":"%s"}\
        """
            .formatted(
                portal,
                organization,
                generation.merge(portal, 1, Integer::sum),
                random.nextInt(9),
                uuid(),
                time()));
  }

  private void ended(long portal, String kind, String newStatus, String cause, String by) {
    status.put(portal, newStatus);
    add(
        "PortalConnection",
        "portal-" + portal,
        "portal-connection." + kind,
        "{\"portalId\":{\"value\":%d},\"organizationId\":{\"value\":\"%s\"},\"generation\":%d,\"cause\":\"%s\"%s,\"occurredAt\":\"%s\"}"
            .formatted(portal, organization, generation.get(portal), cause, by, time()));
  }

  private void leased(long portal) {
    var lease = uuid();
    add(
        "Lease",
        "lease-" + lease,
        "lease.access-leased",
        """
        {"leaseId":{"value":"%s"},"portalId":{"value":%d},"organizationId":{"value":"%s"},"generation":%d,\
        "purpose":"AUDIT","reason":"job-%d","leasedTo":{"value":"subject-importer"},\
        "scopes":["crm.objects.contacts.read","oauth"],"expiresAt":"%s","occurredAt":"%s"}\
        """
            .formatted(
                lease,
                portal,
                organization,
                generation.get(portal),
                random.nextInt(1000),
                time(),
                time()));
  }

  private void add(String aggregateType, String stream, String type, String payload) {
    long sequence = next.merge(stream, 1L, Long::sum) - 1;
    events.add(
        new Recorded(
            uuid(),
            organization,
            aggregateType,
            stream,
            sequence,
            time(),
            type,
            "1",
            payload,
            "{\"organization\":\"%s\",\"actor\":\"subject-member\",\"traceId\":\"%s\"}"
                .formatted(organization, uuid())));
  }

  private String time() {
    return START.plusMillis(1_001L * events.size()).toString();
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
