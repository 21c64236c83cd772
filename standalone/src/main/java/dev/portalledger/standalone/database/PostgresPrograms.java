package dev.portalledger.standalone.database;

import com.sun.security.auth.module.UnixSystem;
import dev.portalledger.standalone.machine.CannotStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs initdb and pg_ctl; for root inside a user namespace, since PostgreSQL refuses root. */
final class PostgresPrograms {

  private static final List<String> NOT_AS_ROOT = List.of("unshare", "-U");

  private final PostgresBinaries binaries;
  private final List<String> prefix;

  PostgresPrograms(PostgresBinaries binaries) {
    this.binaries = binaries;
    this.prefix = prefix();
  }

  private static List<String> prefix() {
    if (new UnixSystem().getUid() != 0) {
      return List.of();
    }
    var trial = new ArrayList<>(NOT_AS_ROOT);
    trial.add("true");
    if (run(trial).exitCode() != 0) {
      throw new CannotStart(
          "PostgreSQL refuses to run as root and this computer forbids the way around it"
              + " (unshare -U); start as an ordinary user, or put this before the command:"
              + " setpriv --reuid=65534 --regid=65534 --clear-groups");
    }
    return NOT_AS_ROOT;
  }

  /** Waits for the end of the program and gives what it printed. */
  Outcome run(String program, String... arguments) {
    var command = new ArrayList<>(prefix);
    command.add(binaries.program(program).toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static Outcome run(List<String> command) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    withoutForeignSettings(builder.environment());
    try {
      var process = builder.start();
      var output = process.inputReader().readAllAsString();
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      return new Outcome(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("The start was interrupted.", e);
    }
  }

  /** PGDATA, PGPORT, PGOPTIONS … of the reader's shell are about some other PostgreSQL. */
  private static void withoutForeignSettings(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    environment.put("LC_ALL", "C");
  }

  /** How a program ended. */
  record Outcome(int exitCode, String output) {

    /** Stops the start unless the program succeeded. */
    void orElseCannot(String what) {
      if (exitCode != 0) {
        throw new CannotStart("PostgreSQL cannot " + what + ": " + output.strip());
      }
    }
  }
}
