package dev.portalledger.command.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot as far as a connection that lives meets it. A portal's refresh token is {@code
 * refresh-<portal>-<generation>}; whether it is honoured, a test decides.
 */
public final class PretendedHubSpot implements AutoCloseable {

  /** How HubSpot is today. */
  public enum Mood {
    WELL,
    /** Every grant is dead, says HubSpot. */
    DENIES_EVERYTHING,
    DOWN,
    /** Too many requests. */
    BUSY,
    /** It refuses the app itself. */
    REFUSES_US
  }

  /** A page of the journal: its offset and its entries, as JSON. */
  public record JournalPage(String offset, String entries) {}

  record Answer(int status, String body) {}

  private final HttpServer server;
  private final Set<Long> dead = ConcurrentHashMap.newKeySet();
  private final Set<Long> gone = ConcurrentHashMap.newKeySet();
  private final Map<Long, String> users = new ConcurrentHashMap<>();
  private final Set<Long> readable = ConcurrentHashMap.newKeySet();
  private final Map<Long, AtomicInteger> lies = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final List<JournalPage> journal = new CopyOnWriteArrayList<>();
  private final List<String> subscriptions = new CopyOnWriteArrayList<>();
  private final Set<String> expiredPages = ConcurrentHashMap.newKeySet();
  private final Map<Long, Runnable> meanwhile = new ConcurrentHashMap<>();
  private final PretendedRevocations revocations = new PretendedRevocations();
  private final Set<Long> refusedTokens = ConcurrentHashMap.newKeySet();
  private volatile Mood mood = Mood.WELL;
  private volatile Duration latency = Duration.ZERO;

  public PretendedHubSpot() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void is(Mood next) {
    mood = next;
  }

  public void takes(Duration next) {
    latency = next;
  }

  /** As if the app had been removed from the portal. */
  public void kill(long portal) {
    dead.add(portal);
  }

  public void revive(long portal) {
    dead.remove(portal);
  }

  /** The account itself is closed. */
  public void close(long portal) {
    gone.add(portal);
  }

  /** Says once that a grant is dead that lives. */
  public void lieOnceAbout(long portal) {
    lies.put(portal, new AtomicInteger(1));
  }

  /**
   * Finds the token dead that it is asked about next, which has just been replaced.
   *
   * @param refuses answers with an error instead of saying that the token is inactive
   */
  public void findsDead(long portal, boolean refuses, Runnable replaced) {
    meanwhile.put(portal, replaced);
    if (refuses) {
      refusedTokens.add(portal);
    }
  }

  /** Grants of this portal let us read users. */
  public void letsUsersBeRead(long portal) {
    readable.add(portal);
  }

  /** What the users API says of whoever authorized this portal; null is that there is nobody. */
  public void authorizerIs(long portal, @Nullable Boolean superAdmin) {
    users.put(
        portal, superAdmin == null ? "" : "{\"id\":\"7\",\"superAdmin\":%s}".formatted(superAdmin));
  }

  public void writesIntoTheJournal(String offset, String entries) {
    journal.add(new JournalPage(offset, entries));
  }

  public void forgetsTheJournal() {
    journal.clear();
  }

  /** The address of the page is good no more; the next one that is asked for will be. */
  public void lettingPageExpire(String offset) {
    expiredPages.add(offset);
  }

  public PretendedRevocations revocations() {
    return revocations;
  }

  public List<String> subscriptions() {
    return List.copyOf(subscriptions);
  }

  public static String removal(long portal, Instant at) {
    return """
        {"type":"app_lifecycle_event","action":"APP_UNINSTALL","portalId":%d,"occurredAt":"%s",
         "eventTypeId":"4-1916193","properties":{"hs_app_id":"1"}}
        """
        .formatted(portal, at);
  }

  public int calls(String endpoint) {
    var counted = calls.get(endpoint);
    return counted == null ? 0 : counted.get();
  }

  public void forgetCalls() {
    calls.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      calls.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (latency.isPositive()) {
        LockSupport.parkNanos(latency.toNanos());
      }
      var bearer = exchange.getRequestHeaders().getFirst("Authorization");
      var answer = answer(path, body, bearer);
      if (revocations.losesReply(path)) {
        return;
      }
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (answer.status() == 429) {
        exchange.getResponseHeaders().set("Retry-After", "1800");
      }
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(String path, String body, @Nullable String bearer) {
    return switch (mood) {
      case DOWN -> new Answer(503, "{\"status\":\"error\"}");
      case BUSY -> new Answer(429, "{\"status\":\"error\"}");
      case REFUSES_US ->
          new Answer(401, "{\"error\":\"invalid_client\",\"status\":\"BAD_CLIENT_SECRET\"}");
      case WELL, DENIES_EVERYTHING -> answerCalmly(path, body, bearer);
    };
  }

  private Answer answerCalmly(String path, String body, @Nullable String bearer) {
    if (path.startsWith("/webhooks-journal/")) {
      return journal(path, body, bearer);
    }
    var form = form(body);
    return switch (path) {
      case "/oauth/2026-03/token/introspect" -> introspected(form.getOrDefault("token", ""));
      case "/oauth/2026-03/token/revoke" -> revocations.revoke(form.getOrDefault("token", ""));
      case "/appinstalls/2026-03/external-install" -> uninstalled(portal(String.valueOf(bearer)));
      case "/oauth/2026-03/token" -> token(form);
      default -> path.startsWith("/settings/users/") ? user(bearer) : new Answer(404, "{}");
    };
  }

  private Answer introspected(String token) {
    long portal = portal(token);
    var replaced = meanwhile.remove(portal);
    if (replaced != null) {
      replaced.run();
    }
    if (refusedTokens.remove(portal)) {
      return new Answer(400, "{\"error\":\"invalid_grant\",\"status\":\"BAD_REFRESH_TOKEN\"}");
    }
    if (replaced != null || !lives(portal) || revocations.ended(token) || lies(portal)) {
      return new Answer(200, "{\"active\":false}");
    }
    var scopes = readable.contains(portal) ? "\"oauth\",\"settings.users.read\"" : "\"oauth\"";
    return new Answer(
        200,
        """
        {"active":true,"hub_id":%d,"user_id":7,"client_id":"app","scopes":[%s]}
        """
            .formatted(portal, scopes));
  }

  private Answer token(Map<String, String> form) {
    if (form.getOrDefault("grant_type", "").equals("client_credentials")) {
      return new Answer(
          200, "{\"access_token\":\"of-the-app\",\"expires_in\":1800,\"token_type\":\"bearer\"}");
    }
    var refresh = form.getOrDefault("refresh_token", "");
    long portal = portal(refresh);
    if (gone.contains(portal)) {
      return new Answer(403, "{\"error\":\"access_denied\",\"status\":\"BAD_HUB\"}");
    }
    return lives(portal)
        ? new Answer(
            200,
            """
            {"access_token":"access-%d","refresh_token":"%s","expires_in":1800,"token_type":"bearer"}
            """
                .formatted(portal, revocations.refreshed(portal, refresh)))
        : new Answer(400, "{\"error\":\"invalid_grant\",\"status\":\"BAD_REFRESH_TOKEN\"}");
  }

  private Answer uninstalled(long portal) {
    int status = revocations.uninstall(portal);
    if (status == 204) {
      kill(portal);
    }
    return new Answer(status, "{}");
  }

  private Answer user(@Nullable String bearer) {
    var user = users.getOrDefault(portal(String.valueOf(bearer)), "");
    return user.isEmpty()
        ? new Answer(404, "{\"status\":\"error\",\"message\":\"User does not exist\"}")
        : new Answer(200, user);
  }

  private Answer journal(String path, String body, @Nullable String bearer) {
    if (path.startsWith("/webhooks-journal/pages/")) {
      return page(path.substring(path.lastIndexOf('/') + 1), bearer);
    }
    if (!"Bearer of-the-app".equals(bearer)) {
      return new Answer(401, "{\"status\":\"error\"}");
    }
    if (path.startsWith("/webhooks-journal/subscriptions/")) {
      subscriptions.add(body);
      return new Answer(201, "{}");
    }
    var parts = path.split("/", -1);
    return path.endsWith("/next") ? pointer(parts[parts.length - 2]) : pointer(null);
  }

  private Answer pointer(@Nullable String after) {
    var offsets = journal.stream().map(JournalPage::offset).toList();
    if (after != null && !offsets.contains(after)) {
      return new Answer(404, "{\"status\":\"error\"}");
    }
    int next = after == null ? 0 : offsets.indexOf(after) + 1;
    return next >= journal.size()
        ? new Answer(204, "")
        : new Answer(
            200,
            """
            {"currentOffset":"%1$s","expiresAt":"2026-11-25T12:00:00Z","url":"%2$s/webhooks-journal/pages/%1$s"}
            """
                .formatted(offsets.get(next), url()));
  }

  /** A page is never shown to whoever brings a token along: it is not HubSpot's to receive. */
  private Answer page(String offset, @Nullable String bearer) {
    if (bearer != null || expiredPages.remove(offset)) {
      return new Answer(403, "{\"status\":\"error\"}");
    }
    return new ArrayList<>(journal)
        .stream()
            .filter(page -> page.offset().equals(offset))
            .findFirst()
            .map(
                page ->
                    new Answer(
                        200,
                        "{\"offset\":\"%s\",\"journalEvents\":[%s]}"
                            .formatted(offset, page.entries())))
            .orElseGet(() -> new Answer(404, "{}"));
  }

  boolean lives(long portal) {
    return mood != Mood.DENIES_EVERYTHING && !dead.contains(portal) && !gone.contains(portal);
  }

  boolean isGone(long portal) {
    return gone.contains(portal);
  }

  boolean answers() {
    return mood == Mood.WELL || mood == Mood.DENIES_EVERYTHING;
  }

  private boolean lies(long portal) {
    var left = lies.get(portal);
    return left != null && left.getAndDecrement() > 0;
  }

  private static long portal(String token) {
    var digits = token.replaceFirst("^.*(?:refresh|access)-(\\d+).*$", "$1");
    return digits.equals(token) ? 0 : Long.parseLong(digits);
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .filter(field -> field.contains("="))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> URLDecoder.decode(field[0], UTF_8),
                field -> URLDecoder.decode(field[1], UTF_8)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
