package dev.portalledger.standalone.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.portalledger.standalone.machine.CannotStart;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One folder of PostgreSQL data: made, started, stopped. */
final class PostgresCluster {

  private static final int PATIENCE_SECONDS = 120;

  private static final String WHO_MAY_CONNECT =
      """
      # Nobody without a password, from nowhere but this computer.
      local all all              scram-sha-256
      host  all all 127.0.0.1/32 scram-sha-256
      """;

  // On the command line, where neither a configuration file nor ALTER SYSTEM overrides them.
  private static final String SETTINGS =
      " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c password_encryption=scram-sha-256"
          + " -c fsync=on -c full_page_writes=on -c synchronous_commit=on"
          // For who keeps the events at Axon Server; costs nothing otherwise.
          + " -c max_prepared_transactions=32"
          + " -c timezone=UTC -c log_timezone=UTC"
          // Statements and details of an error may hold personal data; the log keeps neither.
          + " -c log_min_messages=warning -c log_min_error_statement=panic -c log_error_verbosity=terse";

  private final Path data;
  private final Path log;
  private final PostgresPrograms programs;

  PostgresCluster(Path folder, PostgresPrograms programs) {
    this.data = folder.resolve("cluster");
    this.log = folder.resolve("postgresql.log");
    this.programs = programs;
  }

  boolean exists() {
    return Files.exists(data);
  }

  /** Makes the data folder whole or not at all; passwords are asked for from the first moment. */
  void create(Path superuserPassword) {
    var draft = data.resolveSibling("cluster.new");
    PrivateFiles.delete(draft);
    programs
        .run(
            "initdb",
            "--pgdata=" + draft,
            "--username=" + Credentials.SUPERUSER,
            "--pwfile=" + superuserPassword,
            "--auth=scram-sha-256",
            "--data-checksums",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions")
        .orElseCannot("set up its data folder");
    PrivateFiles.write(draft.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
    try {
      Files.move(draft, data, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CannotStart("PostgreSQL's data folder cannot be put in place.", e);
    }
  }

  /** Returns once connections are answered; recovers first if the last stop was none. */
  void start(int port) {
    pgCtl("start", "--log=" + log, "--options=-c port=" + port + SETTINGS)
        .orElseCannot("start (its log is " + log + ")");
  }

  /** Ends open transactions, writes a checkpoint, returns when the process is gone. */
  void stop() {
    pgCtl("stop", "--mode=fast").orElseCannot("stop (its log is " + log + ")");
  }

  /**
   * Stops the PostgreSQL that a killed start left running on this data; the lock of the data folder
   * is held, so it cannot be anybody's who is alive.
   */
  void stopOrphan() {
    var pidFile = data.resolve("postmaster.pid");
    if (Files.notExists(pidFile)) {
      return;
    }
    if (Postmaster.in(pidFile).servesOn(data)) {
      stop();
    } else {
      // Left by a crash of the computer; its process number may be somebody else's by now.
      PrivateFiles.delete(pidFile);
    }
  }

  private PostgresPrograms.Outcome pgCtl(String... what) {
    var arguments = new String[what.length + 3];
    System.arraycopy(what, 0, arguments, 0, what.length);
    arguments[what.length] = "--pgdata=" + data;
    arguments[what.length + 1] = "--wait";
    arguments[what.length + 2] = "--timeout=" + PATIENCE_SECONDS;
    return programs.run("pg_ctl", arguments);
  }
}
