package dev.portalledger.verifying;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Set;
import java.util.stream.Collectors;

/** The verifier, which stands in no package: nothing that does can name it. */
final class Verifier {

  /** What it answered. */
  record Answer(int exit, String out) {}

  private static final Class<?> PROGRAM = program();

  static Answer run(String... args) {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, UTF_8);
    try {
      var run = PROGRAM.getMethod("run", String[].class, PrintStream.class, PrintStream.class);
      return new Answer((int) run.invoke(null, args, print, print), out.toString(UTF_8));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the verifier is another one", e);
    }
  }

  /** As {@code name@revision}. */
  static Set<String> knownTypes() {
    try {
      var types = (Set<?>) PROGRAM.getField("KNOWN_TYPES").get(null);
      return types.stream().map(String::valueOf).collect(Collectors.toSet());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the verifier is another one", e);
    }
  }

  private static Class<?> program() {
    try {
      return Class.forName("LedgerVerify");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private Verifier() {}
}
