package dev.portalledger.benchmarks;

import dev.portalledger.command.connection.ConnectPortal;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.events.organization.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Everybody wants the same organization, which holds many portals already. */
final class HotOrganization {

  private static final int FEW = 10;

  /** Of the others, who must not suffer; each second so many of them connect a portal. */
  private static final double OTHERS_PER_SECOND = 50;

  private static final int OTHER_CALLERS = 4;
  private static final double UNHARMED = 1.5;
  private static final int ONE_BY_ONE = 200;

  private final Sizes sizes;
  private final Rounds rounds;
  private final Ground ground;
  private final Grants grants;
  private final Commands commands;

  HotOrganization(Sizes sizes, Rounds rounds, Ground ground, Grants grants) {
    this.sizes = sizes;
    this.rounds = rounds;
    this.ground = ground;
    this.grants = grants;
    this.commands = ground.bean(Commands.class);
  }

  List<Row> measure() throws Exception {
    var hot = holding(sizes.held());
    var rows = new ArrayList<Row>();
    rows.addAll(throughput(hot));
    rows.addAll(others(hot));
    rows.addAll(oneByOne(hot));
    return rows;
  }

  /** Its seats were taken long ago; one more by the product, as all that follow. */
  private OrganizationId holding(int seats) throws Exception {
    var like = grants.organization();
    Connect.send(commands, grants.of(like, 1).getFirst());
    var organization = grants.organization();
    new GeneratedEvents(ground.database(), EventTable.in(ground.database()))
        .takeSeats(like.value(), organization.value(), seats);
    Connect.send(commands, grants.of(organization, 1).getFirst());
    return organization;
  }

  private List<Row> throughput(OrganizationId hot) throws Exception {
    var held = "one organization holding %,d".formatted(sizes.held());
    var fresh = "one organization holding %d".formatted(FEW);
    var contenders = new LinkedHashMap<String, Contender>();
    contenders.put(held, () -> perSecond(grants.of(hot, sizes.connects())));
    contenders.put(fresh, () -> perSecond(grants.of(holding(FEW), sizes.connects())));
    var rows = new ArrayList<Row>();
    rounds
        .alternate(contenders)
        .forEach(
            (name, series) ->
                rows.add(
                    row(
                        "16 callers on " + name,
                        series,
                        Unit.PER_SECOND,
                        name.equals(held) ? Target.atLeast(1_000) : null)));
    return rows;
  }

  private double perSecond(List<ConnectPortal> prepared) throws Exception {
    double perSecond = load(prepared);
    grants.forgetUnused();
    return perSecond;
  }

  private double load(List<ConnectPortal> prepared) throws Exception {
    var left = new ConcurrentLinkedQueue<>(prepared);
    return Load.limited(
            Connect.CALLERS,
            prepared.size(),
            sizes.time(),
            _ -> Connect.send(commands, left.remove()))
        .perSecond();
  }

  /** Beside the same load on many organizations, so that only what one of them adds is seen. */
  private List<Row> others(OrganizationId hot) throws Exception {
    var alone = "others' connect, alone";
    var spread = "others' connect, beside 16 callers on many organizations";
    var beside = "others' connect, beside 16 callers on one";
    var latencies = new Latencies();
    latencies.add(alone, () -> others(List.of()));
    latencies.add(spread, () -> others(grants.spread(sizes.connects())));
    latencies.add(beside, () -> others(grants.of(hot, sizes.connects())));
    latencies.alternate(rounds);
    var rows = new ArrayList<Row>();
    for (var name : latencies.names()) {
      rows.add(row(name + ": p99", latencies.p99(name), Unit.MILLISECONDS, null));
    }
    var harm = latencies.p99(beside).dividedBy(latencies.p99(spread));
    rows.add(row("others' p99, one ÷ many", harm, Unit.RATIO, Target.atMost(UNHARMED)));
    return rows;
  }

  private Load.Outcome others(List<ConnectPortal> meanwhile) throws Exception {
    int count = (int) (OTHERS_PER_SECOND * sizes.time().toMillis() / 1000);
    var others = new ConcurrentLinkedQueue<>(grants.spread(count));
    var load = new FutureTask<>(() -> load(meanwhile));
    if (!meanwhile.isEmpty()) {
      Thread.ofPlatform().start(load);
    }
    var outcome =
        Load.dueAt(
            OTHER_CALLERS,
            OTHERS_PER_SECOND,
            count,
            (_, _) -> Connect.send(commands, others.remove()));
    if (!meanwhile.isEmpty()) {
      var _ = load.get();
    }
    grants.forgetUnused();
    return outcome;
  }

  private List<Row> oneByOne(OrganizationId hot) throws Exception {
    int count = Math.min(ONE_BY_ONE, sizes.connects());
    var many = "one caller, organization holding %,d".formatted(sizes.held());
    var few = "one caller, organization holding %d".formatted(FEW);
    var latencies = new Latencies();
    latencies.add(many, () -> oneByOne(grants.of(hot, count)));
    latencies.add(few, () -> oneByOne(grants.of(holding(FEW), count)));
    latencies.alternate(rounds);
    return List.of(
        row(many + ": p50", latencies.p50(many), Unit.MILLISECONDS, null),
        row(few + ": p50", latencies.p50(few), Unit.MILLISECONDS, null),
        row(
            "one caller, %,d ÷ %d held".formatted(sizes.held(), FEW),
            latencies.p50(many).dividedBy(latencies.p50(few)),
            Unit.RATIO,
            Target.atMost(UNHARMED)));
  }

  private Load.Outcome oneByOne(List<ConnectPortal> prepared) throws Exception {
    var left = new ConcurrentLinkedQueue<>(prepared);
    return Load.counted(1, prepared.size(), _ -> Connect.send(commands, left.remove()));
  }

  private static Row row(String what, Series series, Unit unit, @Nullable Target target) {
    return new Row("connect", what, series, unit, target);
  }
}
