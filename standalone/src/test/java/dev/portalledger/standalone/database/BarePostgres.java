package dev.portalledger.standalone.database;

import dev.portalledger.standalone.machine.PrivateFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL as its image brings it: nobody but the superuser, and no database of ours. */
public final class BarePostgres implements AutoCloseable {

  private final PostgresCluster cluster;
  private final int port;
  private final String password;

  private BarePostgres(PostgresCluster cluster, int port, String password) {
    this.cluster = cluster;
    this.port = port;
    this.password = password;
  }

  /** Starts on an empty folder. */
  public static BarePostgres start(Path folder, int port, String superuserPassword) {
    var binaries = PostgresBinaries.in(PrivateFiles.folder(folder));
    var cluster = new PostgresCluster(folder, new PostgresPrograms(binaries));
    var file = folder.resolve("initdb-password");
    PrivateFiles.write(file, superuserPassword);
    cluster.create(file);
    cluster.start(port);
    return new BarePostgres(cluster, port, superuserPassword);
  }

  /** Where the superuser gets in. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(port, database, Credentials.SUPERUSER, password);
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database));
  }

  @Override
  public void close() {
    cluster.stop();
  }
}
