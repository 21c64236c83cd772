package dev.portalledger.standalone;

import java.nio.file.Path;

/**
 * Where the standalone start listens and keeps its data.
 *
 * @param databasePort where to look first for a free port
 * @param fresh forget what earlier starts kept
 */
record StandaloneOptions(int port, int sandboxPort, int databasePort, Path folder, boolean fresh) {

  String url() {
    return "http://localhost:" + port;
  }

  String sandboxUrl() {
    return "http://localhost:" + sandboxPort;
  }
}
