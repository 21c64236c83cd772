package dev.portalledger.standalone;

import dev.portalledger.standalone.machine.PrivateFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a deployment finds outside when it is only tried: the HubSpot sandbox and the demo sign-in,
 * in a process of their own, which registers the demo's organizations as an operator would.
 */
@Command(
    name = "sandbox",
    description = "The HubSpot sandbox and the demo sign-in for a deployment elsewhere.")
final class SandboxCommand {

  private record Options(
      int port, String address, URI url, URI productUrl, URI entry, Path folder) {}

  @Command(
      name = "run",
      description = "Runs until it is stopped.",
      mixinStandardHelpOptions = true,
      showDefaultValues = true)
  void run(
      @Option(names = "--port", defaultValue = "8081", description = "Port to listen on.") int port,
      @Option(names = "--address", defaultValue = "0.0.0.0", description = "Address to listen on.")
          String address,
      @Option(
              names = "--url",
              required = true,
              description = "Where browsers and Portal Ledger reach this.")
          URI url,
      @Option(
              names = "--product-url",
              required = true,
              description = "Where browsers reach Portal Ledger.")
          URI productUrl,
      @Option(names = "--entry", required = true, description = "Where this reaches Portal Ledger.")
          URI entry,
      @Option(names = "--folder", required = true, description = "Folder of its state.")
          Path folder) {
    var options = new Options(port, address, url, productUrl, entry, PrivateFiles.folder(folder));
    Contexts.quietFrameworks();
    var outside = Contexts.run(OutsideWorld.class, settings(options));
    Runtime.getRuntime().addShutdownHook(new Thread(outside::close, "stop"));
    System.out.println("The HubSpot sandbox is ready: " + url);
    new DemoRegistration(URI.create("http://localhost:" + port), entry).register();
  }

  private static Map<String, Object> settings(Options options) {
    return Map.of(
        "server.port",
        options.port(),
        "server.address",
        options.address(),
        "sandbox.hubspot.folder",
        PrivateFiles.folder(options.folder().resolve("sandbox")),
        "sandbox.hubspot.redirect-urls",
        options.productUrl()
            + "/oauth/hubspot/callback,"
            + options.productUrl()
            + "/oauth/hubspot/marketplace/callback",
        "demo.sign-in.issuer",
        options.url(),
        "demo.sign-in.product-url",
        options.productUrl(),
        "demo.sign-in.key-file",
        PrivateFiles.folder(options.folder().resolve("sign-in")).resolve("signing-key.json"));
  }
}
