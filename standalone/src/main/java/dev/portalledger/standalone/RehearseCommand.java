package dev.portalledger.standalone;

import dev.portalledger.standalone.rehearsal.SideRehearsal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the building of an image does, so that its containers start fast. */
@Command(
    name = "rehearse",
    hidden = true,
    description =
        "Starts a side on a database of its own for the JVM to watch, and keeps its cache.",
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Runnable {

  @Option(names = "--app", required = true, description = "The side's jar, where it will lie.")
  @SuppressWarnings("NullAway.Init") // picocli insists on it
  private Path app;

  @Option(names = "--cache", required = true, description = "File of the cache.")
  @SuppressWarnings("NullAway.Init") // picocli insists on it
  private Path cache;

  @Option(names = "--folder", required = true, description = "Folder to throw away afterwards.")
  @SuppressWarnings("NullAway.Init") // picocli insists on it
  private Path folder;

  @Override
  public void run() {
    Contexts.quietFrameworks();
    new SideRehearsal(app, folder).write(cache);
    System.out.println("The cache is in " + cache + ".");
  }
}
