package dev.portalledger.standalone;

import dev.portalledger.standalone.cli.DoctorCommand;
import dev.portalledger.standalone.cli.ExportCommand;
import dev.portalledger.standalone.cli.ProjectionsCommand;
import dev.portalledger.standalone.cli.ReplayCommand;
import dev.portalledger.standalone.cli.RetentionCommand;
import dev.portalledger.standalone.cli.RevokeAllCommand;
import dev.portalledger.standalone.cli.StatusCommand;
import dev.portalledger.standalone.cli.VerifyCommand;
import dev.portalledger.standalone.rehearsal.Rehearsal;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be said on the command line. */
@Command(
    name = "standalone",
    description = "Runs Portal Ledger with its own database, HubSpot sandbox and demo sign-in.",
    subcommands = {
      StatusCommand.class,
      ProjectionsCommand.class,
      ReplayCommand.class,
      ExportCommand.class,
      VerifyCommand.class,
      RevokeAllCommand.class,
      RetentionCommand.class,
      DoctorCommand.class,
      KeysCommand.class,
      SandboxCommand.class,
      RehearseCommand.class
    },
    sortOptions = false,
    showDefaultValues = true)
final class CommandLineOptions implements Runnable {

  @Option(names = "--port", description = "Port of Portal Ledger.")
  private int port = 8080;

  @Option(names = "--sandbox-port", description = "Port of the HubSpot sandbox and demo sign-in.")
  private int sandboxPort = 8081;

  @Option(names = "--database-port", description = "Port of the database, or the next free one.")
  private int databasePort = 15_432;

  @Option(names = "--folder", description = "Folder of all data.")
  private Path folder = Path.of("data");

  @Option(names = "--fresh", description = "Delete what earlier starts kept and begin anew.")
  private boolean fresh;

  @Option(
      names = Rehearsal.OPTION,
      description = "Start and stop at once, for -XX:AOTCacheOutput to watch.")
  private boolean rehearse;

  @Option(names = "--help", usageHelp = true, description = "Show this and end.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  private final Consumer<StandaloneOptions> toStart;
  private final Consumer<StandaloneOptions> toRehearse;

  CommandLineOptions(Consumer<StandaloneOptions> toStart, Consumer<StandaloneOptions> toRehearse) {
    this.toStart = toStart;
    this.toRehearse = toRehearse;
  }

  @Override
  public void run() {
    var options = new StandaloneOptions(port, sandboxPort, databasePort, folder, fresh);
    (rehearse ? toRehearse : toStart).accept(options);
  }
}
