package dev.portalledger.standalone.database;

import dev.portalledger.standalone.machine.CannotStart;
import dev.portalledger.standalone.machine.Ports;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A running PostgreSQL with the product's roles and database.
 *
 * <p>A commit it acknowledged MUST survive the end of this process and of the computer. It answers
 * on 127.0.0.1 only, to nobody without a password.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private final PostgresCluster cluster;
  private final int port;
  private final Credentials credentials;

  private EmbeddedPostgres(PostgresCluster cluster, int port, Credentials credentials) {
    this.cluster = cluster;
    this.port = port;
    this.credentials = credentials;
  }

  /**
   * Starts on the data in the folder, made on first use, taken over from a start that was killed.
   *
   * @param fromPort the port, or the next free one above it
   */
  public static EmbeddedPostgres start(Path folder, int fromPort) {
    var cluster = cluster(folder);
    var passwords = folder.resolve("passwords");
    if (cluster.exists()) {
      cluster.stopOrphan();
    } else {
      create(cluster, passwords);
    }
    var started =
        new EmbeddedPostgres(cluster, Ports.nextFree(fromPort), Credentials.read(passwords));
    cluster.start(started.port);
    return started.prepared();
  }

  /** Refuses a computer there are no PostgreSQL programs for. */
  public static void requireSupportedComputer() {
    PostgresBinaries.archive(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** Ends what a killed start may have left running on the folder, so that it can be deleted. */
  public static void stopOrphan(Path folder) {
    if (Files.exists(folder)) {
      cluster(folder).stopOrphan();
    }
  }

  private static PostgresCluster cluster(Path folder) {
    var binaries = PostgresBinaries.in(PrivateFiles.folder(folder));
    return new PostgresCluster(folder, new PostgresPrograms(binaries));
  }

  private static void create(PostgresCluster cluster, Path passwords) {
    var credentials = Credentials.random();
    var superuserPassword = passwords.resolveSibling("initdb-password");
    credentials.write(passwords);
    PrivateFiles.write(superuserPassword, credentials.superuser());
    try {
      cluster.create(superuserPassword);
    } finally {
      PrivateFiles.delete(superuserPassword);
    }
  }

  private EmbeddedPostgres prepared() {
    try {
      try (var superuser = connect("postgres", Credentials.SUPERUSER, credentials.superuser())) {
        new Roles(credentials).createMissing(superuser);
      }
      try (var application = connect("ledger", username(), password())) {
        Durability.require(application);
      }
      return this;
    } catch (SQLException e) {
      close();
      throw new CannotStart("The database cannot be prepared: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Connection connect(String database, String login, String password) throws SQLException {
    return DriverManager.getConnection(url(database), login, password);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** JDBC address of the product's database. */
  public String url() {
    return url("ledger");
  }

  public int port() {
    return port;
  }

  /** The product's login; it owns nothing. */
  public String username() {
    return Credentials.APPLICATION;
  }

  public String password() {
    return credentials.application();
  }

  /** The login that owns the schemas and runs the migrations. */
  public String ownerUsername() {
    return Credentials.OWNER;
  }

  public String ownerPassword() {
    return credentials.owner();
  }

  @Override
  public void close() {
    cluster.stop();
  }
}
