package dev.portalledger.query.sealing;

import dev.portalledger.eventstore.TestPostgres;
import dev.portalledger.query.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A PostgreSQL that is backed up as a real one is: its files are copied while it works, and its
 * write-ahead log is archived, so that it can be restored to a moment in between.
 */
final class BackedUpServer implements AutoCloseable {

  private final Path folder;
  private final Path archive;
  private final EmbeddedPostgres server;
  final String url;

  BackedUpServer(Path folder) throws IOException {
    this.folder = folder;
    archive = Files.createDirectories(folder.resolve("archive"));
    server =
        TestPostgres.start(
            settings ->
                on(settings, folder.resolve("cluster")).setServerConfig("archive_mode", "on"));
    var db = JdbcClient.create(server.getPostgresDatabase());
    db.sql("alter system set archive_command = 'cp %p " + archive + "/%f'").update();
    db.sql("select pg_reload_conf()").query(Boolean.class).single();
    url = TestDatabase.prepared(server);
  }

  private static EmbeddedPostgres.Builder on(EmbeddedPostgres.Builder settings, Path cluster) {
    return settings.setDataDirectory(cluster).setCleanDataDirectory(false);
  }

  /** Copies all files between start and stop, as pg_basebackup does. */
  Path backUp() throws SQLException {
    var backup = folder.resolve("backup");
    try (var connection = server.getPostgresDatabase().getConnection()) {
      var session = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      session.sql("select pg_backup_start('drill', true)::text").query(String.class).single();
      copy(folder.resolve("cluster"), backup);
      var label =
          session.sql("select labelfile from pg_backup_stop()").query(String.class).single();
      Files.writeString(backup.resolve("backup_label"), label);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return backup;
  }

  /** A moment that can be restored later. */
  void name(String moment) {
    superuser("select pg_create_restore_point('" + moment + "')::text");
  }

  /** Nothing stays in this server that is not in the archive. */
  @Override
  public void close() throws IOException {
    var last = superuser("select pg_walfile_name(pg_current_wal_insert_lsn())");
    superuser("select pg_switch_wal()::text");
    SignerProcess.await("the archive", () -> Files.exists(archive.resolve(last)));
    server.close();
  }

  private String superuser(String sql) {
    return JdbcClient.create(server.getPostgresDatabase()).sql(sql).query(String.class).single();
  }

  /** Another server on the copy, brought forward to the moment by the archived log. */
  EmbeddedPostgres restored(Path backup, String moment) throws IOException {
    Files.writeString(
        backup.resolve("postgresql.auto.conf"),
        """
        restore_command = 'cp %s/%%f %%p'
        recovery_target_name = '%s'
        recovery_target_action = 'promote'
        """
            .formatted(archive, moment),
        StandardOpenOption.APPEND);
    Files.createFile(backup.resolve("recovery.signal"));
    var restored = TestPostgres.start(settings -> on(settings, backup));
    var db = JdbcClient.create(restored.getPostgresDatabase());
    SignerProcess.await(
        "the end of the recovery",
        () -> !db.sql("select pg_is_in_recovery()").query(Boolean.class).single());
    return restored;
  }

  /** The log of the time of the copy comes from the archive, as it must. */
  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (isBackedUp(from.relativize(file))) {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private static boolean isBackedUp(Path file) {
    return !file.startsWith("pg_wal") && !file.startsWith("postmaster.pid");
  }
}
