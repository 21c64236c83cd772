package dev.portalledger.standalone;

import dev.portalledger.standalone.keys.Keys;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keys of a deployment. */
@Command(name = "keys", description = "Looks after the keys of a deployment.")
final class KeysCommand {

  @Command(
      name = "create",
      description = "Makes the keys that are missing; never replaces one.",
      mixinStandardHelpOptions = true)
  void create(
      @Option(
              names = "--folder",
              required = true,
              description = "Folder of the keys that both sides read.")
          Path folder,
      @Option(
              names = "--signer",
              required = true,
              description = "Folder of the key that signs checkpoints.")
          Path signer) {
    Keys.makeMissing(PrivateFiles.folder(folder));
    Keys.makeMissingSigningKey(PrivateFiles.folder(signer));
    System.out.println("Keys are in " + folder + " and " + signer + ".");
  }
}
