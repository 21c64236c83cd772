package dev.portalledger.benchmarks;

import dev.portalledger.command.connection.ConnectPortal;
import dev.portalledger.command.connection.Decision;
import dev.portalledger.command.gateway.Commands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Connecting a portal as the product does it, and removing one, beside the same rows by hand. */
final class Connect implements Section {

  static final int CALLERS = 16;

  private static final String COMMAND = "connect command";
  private static final String RAW = "raw transaction of connect's rows";
  private static final String REMOVE = "Remove over REST";
  private static final String RAW_REMOVE = "raw transaction of Remove's rows";
  private static final String CALLBACK = "connect over the OAuth callback";

  private final Sizes sizes;
  private final Rounds rounds;
  private final Ground ground;
  private final Grants grants;
  private final Commands commands;

  /** What one contender has connected, for the next to remove. */
  private final Queue<ConnectPortal> connected = new ConcurrentLinkedQueue<>();

  private final Queue<ConnectPortal> connectedRaw = new ConcurrentLinkedQueue<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();

  Connect(Sizes sizes, Rounds rounds, Ground ground) {
    this.sizes = sizes;
    this.rounds = rounds;
    this.ground = ground;
    this.grants = new Grants(ground);
    this.commands = ground.bean(Commands.class);
  }

  @Override
  public List<Row> measure() throws Exception {
    ground.stopProjections();
    try (var raw = new RawConnect(ground.database(), CALLERS);
        var http = Http.to(ground.url())) {
      var bearer = Bearer.of(ground.options());
      var callbacks = new Callbacks(ground, http, bearer, grants);
      var contenders = new LinkedHashMap<String, Contender>();
      contenders.put(COMMAND, this::connect);
      contenders.put(RAW, () -> connectRaw(raw));
      contenders.put(REMOVE, () -> remove(http, bearer));
      contenders.put(RAW_REMOVE, () -> removeRaw(raw));
      contenders.put(CALLBACK, () -> callbacks.arrive(sizes.callbacks()));
      for (var contender : contenders.values()) {
        var _ = contender.measure();
      }
      var rows = new ArrayList<>(rows(rounds.alternate(contenders)));
      rows.addAll(new HotOrganization(sizes, rounds, ground, grants).measure());
      return rows;
    }
  }

  private double connect() throws Exception {
    var prepared = new ConcurrentLinkedQueue<>(grants.spread(sizes.connects()));
    connected.clear();
    return limited(prepared.size(), _ -> connect(prepared.remove()));
  }

  private void connect(ConnectPortal grant) {
    send(commands, grant);
    connected.add(grant);
  }

  static void send(Commands commands, ConnectPortal grant) {
    var decision = commands.send(grant, grant.connectedBy());
    if (!(decision instanceof Decision.Accepted)) {
      throw new IllegalStateException(grant.portalId() + ": " + decision);
    }
  }

  private double connectRaw(RawConnect raw) throws Exception {
    var prepared = new ConcurrentLinkedQueue<>(grants.spread(sizes.connects()));
    raw.takePrepared();
    connectedRaw.clear();
    var like = Objects.requireNonNull(connected.peek());
    var seat = raw.sample(like.organizationId().stream());
    var granted = raw.sample(like.portalId().stream());
    return limited(
        prepared.size(),
        caller -> {
          var grant = prepared.remove();
          raw.connect(caller, grant, seat, granted);
          connectedRaw.add(grant);
        });
  }

  private double remove(Http http, Bearer bearer) throws Exception {
    owners.clear();
    for (var grant : connected) {
      var organization = grant.organizationId().value();
      if (!owners.containsKey(organization)) {
        owners.put(organization, bearer.owner(organization));
      }
    }
    var left = new ConcurrentLinkedQueue<>(connected);
    double perSecond = limited(left.size(), _ -> remove(http, left.remove()));
    // HubSpot knows none of these grants; asking it again and again would disturb what comes next.
    ground.database().asOwner("update command.revocation set status = 'SHARED'");
    return perSecond;
  }

  private void remove(Http http, ConnectPortal grant) throws Exception {
    var target = java.net.URI.create(ground.url() + "/api/v1/portals/" + grant.portalId());
    var owner = Objects.requireNonNull(owners.get(grant.organizationId().value()));
    var _ = Http.expect(200, http.send("DELETE", target, owner, null));
  }

  private double removeRaw(RawConnect raw) throws Exception {
    var like = Objects.requireNonNull(connected.peek());
    var seat = raw.sample(like.organizationId().stream());
    var revoked = raw.sample(like.portalId().stream());
    var left = new ConcurrentLinkedQueue<>(connectedRaw);
    return limited(left.size(), caller -> raw.remove(caller, left.remove(), seat, revoked));
  }

  private double limited(int count, Load.Task task) throws Exception {
    double perSecond = Load.limited(CALLERS, count, sizes.time(), task).perSecond();
    grants.forgetUnused();
    return perSecond;
  }

  private static List<Row> rows(Map<String, Series> measured) {
    var rows = new ArrayList<Row>();
    measured.forEach((name, series) -> rows.add(row(name, series, Unit.PER_SECOND, null)));
    rows.add(ratio(COMMAND, RAW, measured, Target.atLeast(0.7)));
    rows.add(ratio(REMOVE, RAW_REMOVE, measured, Target.atLeast(0.5)));
    rows.add(ratio(CALLBACK, RAW, measured, null));
    return rows;
  }

  private static Row ratio(
      String name, String limit, Map<String, Series> measured, @Nullable Target target) {
    var series =
        Objects.requireNonNull(measured.get(name))
            .dividedBy(Objects.requireNonNull(measured.get(limit)));
    return row(name + " ÷ " + limit, series, Unit.RATIO, target);
  }

  private static Row row(String what, Series series, Unit unit, @Nullable Target target) {
    return new Row("connect", what, series, unit, target);
  }
}
