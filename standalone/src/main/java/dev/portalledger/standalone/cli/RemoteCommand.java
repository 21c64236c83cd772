package dev.portalledger.standalone.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that speaks to a running product: 0 all is well, 1 the answer is no, 2 none came. */
abstract class RemoteCommand implements Callable<Integer> {

  @Mixin private final Connection connection = new Connection();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "Show this and end.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  abstract int run(Api api);

  @Override
  public final Integer call() {
    try {
      return run(connection.open());
    } catch (Trouble e) {
      spec.commandLine().getErr().println(e.getMessage());
      return e.exitCode();
    }
  }

  Connection connection() {
    return connection;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** A flush each, so that whoever watches sees it at once. */
  void say(String line) {
    out().println(line);
    out().flush();
  }
}
