package dev.portalledger.standalone;

import java.nio.file.Path;

/**
 * Where the standalone start listens and keeps its data.
 *
 * @param databasePort where to look first for a free port
 * @param fresh forget what earlier starts kept
 */
public record StandaloneOptions(
    int port, int sandboxPort, int databasePort, Path folder, boolean fresh) {

  public String url() {
    return "http://localhost:" + port;
  }

  public String sandboxUrl() {
    return "http://localhost:" + sandboxPort;
  }
}
