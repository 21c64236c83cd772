package dev.portalledger.standalone;

import dev.portalledger.standalone.machine.Ports;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Options that get in nobody's way: ports below the ephemeral range, a folder of the test's. */
final class FreePorts {

  static StandaloneOptions in(Path folder) {
    var start = 22_000 + ThreadLocalRandom.current().nextInt(80) * 100;
    var port = Ports.nextFree(start);
    var sandbox = Ports.nextFree(port + 1);
    return new StandaloneOptions(port, sandbox, sandbox + 1, folder, false);
  }

  private FreePorts() {}
}
