package dev.portalledger.standalone;

import dev.portalledger.standalone.keys.Keys;
import dev.portalledger.standalone.machine.CannotStart;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
      @Option(names = "--folder", description = "Folder of the keys that both sides read.")
          @Nullable Path folder,
      @Option(names = "--signer", description = "Folder of the key that signs checkpoints.")
          @Nullable Path signer) {
    if (folder == null && signer == null) {
      throw new CannotStart("Say which keys: --folder, --signer, or both.");
    }
    if (folder != null) {
      Keys.makeMissing(PrivateFiles.folder(folder));
      System.out.println("Keys are in " + folder + ".");
    }
    if (signer != null) {
      Keys.makeMissingSigningKey(PrivateFiles.folder(signer));
      System.out.println("The signing key is in " + signer + ".");
    }
  }

  @Command(
      name = "rotate",
      description = {
        "Changes the key that wraps data keys, in two steps, so that no node meets a key it does not know:",
        "first adds a key (then restart every node), then with --promote lets it wrap (then restart again)."
      },
      mixinStandardHelpOptions = true)
  void rotate(
      @Option(names = "--folder", required = true, description = "Folder of the keys.") Path folder,
      @Option(names = "--promote", description = "The second step.") boolean promote) {
    if (promote) {
      Keys.promote(folder);
      System.out.println(
          "The newest key wraps. Restart every node, one after the other; data keys are brought under it by themselves.");
    } else {
      Keys.add(folder);
      System.out.println(
          "A key was added. Restart every node, one after the other, then: keys rotate --promote");
    }
  }
}
