package dev.portalledger.standalone.cli;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Hands everything to the verifier as it is. Who does not want to trust this program with that
 * takes the one source file instead; both are the same.
 */
@Command(
    name = "verify",
    description =
        "Checks an evidence bundle offline; what follows is the verifier's own: BUNDLE --origin … --vkey …")
public final class VerifyCommand implements Callable<Integer> {

  @Unmatched private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws ReflectiveOperationException {
    // It stands in no package, so that it runs as a source file; a package cannot import it.
    var verifier =
        Class.forName("LedgerVerify")
            .getMethod("run", String[].class, PrintStream.class, PrintStream.class);
    try {
      return (Integer)
          verifier.invoke(null, arguments.toArray(String[]::new), System.out, System.err);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the verifier broke", e.getCause());
    }
  }
}
