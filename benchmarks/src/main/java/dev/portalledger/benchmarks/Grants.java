package dev.portalledger.benchmarks;

import dev.portalledger.command.connection.ConnectPortal;
import dev.portalledger.command.connection.Consent;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.RegisterOrganization;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.subject.SubjectId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Grants as HubSpot's callback leaves them just before the ledger decides: the attempt taken, the
 * tokens in the vault.
 */
final class Grants {

  private static final AtomicInteger ORGANIZATIONS = new AtomicInteger();
  private static final int SEATS_EACH = 8;
  private static final int PREPARERS = 8;

  private static final String ATTEMPT =
      """
      insert into command.attempt (attempt_id, organization_id, initiator, state_sha256, browser_sha256, verifier_ct,
        required_scopes, optional_scopes, phase, expires_at, consumed_at)
      values (?, ?, ?, ?, ?, ?, '{oauth}', '{}', 'CONSUMED', now() + interval '15 minutes', now())
      """;

  private final Database database;
  private final Vault vault;
  private final Commands commands;

  Grants(Ground ground) {
    this.database = ground.database();
    this.vault = ground.bean(Vault.class);
    this.commands = ground.bean(Commands.class);
  }

  /** A new organization that may hold any number of portals. */
  OrganizationId organization() {
    var id = new OrganizationId("many-" + ORGANIZATIONS.incrementAndGet());
    var _ =
        commands.send(
            new RegisterOrganization(
                id, "Agency " + id.value(), Plan.CUSTOM, List.of(Feature.AUDIT)),
            Commands.SYSTEM);
    return id;
  }

  /** Spread over new organizations, a few for each. */
  List<ConnectPortal> spread(int count) throws Exception {
    var organizations =
        IntStream.rangeClosed(0, count / SEATS_EACH).mapToObj(_ -> organization()).toList();
    return prepare(
        IntStream.range(0, count)
            .mapToObj(i -> grant(organizations.get(i % organizations.size())))
            .toList());
  }

  List<ConnectPortal> of(OrganizationId organization, int count) throws Exception {
    return prepare(IntStream.range(0, count).mapToObj(_ -> grant(organization)).toList());
  }

  private List<ConnectPortal> prepare(List<ConnectPortal> grants) throws Exception {
    try (var connection = database.connect();
        var statement = connection.prepareStatement(ATTEMPT)) {
      for (var grant : grants) {
        add(statement, grant);
      }
      var _ = statement.executeBatch();
    }
    var next = new AtomicInteger();
    var _ = Load.counted(PREPARERS, grants.size(), _ -> keep(grants.get(next.getAndIncrement())));
    return new ArrayList<>(grants);
  }

  /** What nobody used in time would be given up by the product, in the middle of something else. */
  void forgetUnused() throws SQLException {
    database.asOwner(
        "delete from command.attempt where phase = 'CONSUMED'",
        "delete from command.credential where status = 'PENDING'");
  }

  private void keep(ConnectPortal grant) {
    var tokens =
        new Tokens(
            new AccessToken(secret(180)),
            Instant.now().plusSeconds(1800),
            new RefreshToken(UUID.randomUUID().toString()));
    var _ = vault.keepPending(grant.attemptId(), grant.organizationId(), tokens);
  }

  private static ConnectPortal grant(OrganizationId organization) {
    return new ConnectPortal(
        organization,
        new PortalId(OneEvent.NEXT_PORTAL.incrementAndGet()),
        new AttemptId(secret(43)),
        new Consent(
            new SubjectId(UUID.randomUUID().toString()),
            AuthorizerStanding.SUPER_ADMIN,
            OneEvent.SCOPES,
            List.of("oauth"),
            OneEvent.DOMAIN),
        new SubjectId(UUID.randomUUID().toString()));
  }

  private static void add(PreparedStatement statement, ConnectPortal grant) throws SQLException {
    statement.setString(1, grant.attemptId().value());
    statement.setString(2, grant.organizationId().value());
    statement.setString(3, grant.connectedBy().value());
    for (int parameter = 4; parameter <= 6; parameter++) {
      statement.setBytes(parameter, bytes(parameter == 6 ? 80 : 32));
    }
    statement.addBatch();
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  private static String secret(int length) {
    return ThreadLocalRandom.current()
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
