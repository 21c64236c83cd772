package dev.portalledger.standalone;

import dev.portalledger.standalone.machine.CannotStart;
import dev.portalledger.standalone.rehearsal.Rehearsal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import picocli.CommandLine;

/** Starts everything in one process and says where it is. */
public final class Standalone {

  public static void main(String[] args) {
    var exitCode =
        new CommandLine(new CommandLineOptions(Standalone::run, Standalone::rehearse))
            .setExecutionExceptionHandler((e, line, _) -> refused(e, line))
            .execute(args);
    // The servers' threads keep the process alive; only a refused start ends it here.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private static void run(StandaloneOptions options) {
    var parts = new OpenParts();
    Rehearsal.requireFitCache();
    Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop"));
    var running = RunningStandalone.start(options, parts);
    System.out.println(new FirstScreen(options, running.folder(), sinceJvmStart()).text());
    Rehearsal.ifNeeded(Standalone.class).ifPresent(parts::add);
  }

  /**
   * A start for the JVM to watch: whole, then stopped at once; cut short, nothing is kept of it.
   */
  private static void rehearse(StandaloneOptions options) {
    var parts = new OpenParts();
    var cutShort = new Thread(() -> halt(parts), "stop");
    Runtime.getRuntime().addShutdownHook(cutShort);
    RunningStandalone.start(options, parts).close();
    Runtime.getRuntime().removeShutdownHook(cutShort);
    System.exit(0);
  }

  private static void halt(OpenParts parts) {
    parts.close();
    Runtime.getRuntime().halt(1);
  }

  private static Duration sinceJvmStart() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }

  private static int refused(Exception why, CommandLine line) {
    System.err.println(
        why instanceof CannotStart
            ? why.getMessage()
            : "Portal Ledger did not start, log/standalone.log in the data folder has the details: "
                + why.getMessage());
    return line.getCommandSpec().exitCodeOnExecutionException();
  }

  private Standalone() {}
}
