import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the verifier said. */
@SuppressWarnings("DefaultPackage")
record Verified(int exit, String out, String err) {

  static Verified bundle(Path bundle, String origin, String key, String... more) {
    var args = new ArrayList<String>(List.of(bundle.toString(), "--origin", origin, "--vkey", key));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  static Verified run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        LedgerVerify.run(
            args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Verified(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
