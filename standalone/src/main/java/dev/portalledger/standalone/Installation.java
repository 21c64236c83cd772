package dev.portalledger.standalone;

import dev.portalledger.standalone.keys.Keys;
import dev.portalledger.standalone.machine.DataFolder;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What one start keeps in the data folder, and what it makes up anew each time.
 *
 * @param keys folder of the product's keys
 * @param signer folder of the key that signs checkpoints, and of what it signed
 * @param sandbox folder of the HubSpot sandbox's state
 * @param signInKey file of the demo sign-in's key
 * @param signInSecret both ends of it live in this process, so it is never written down
 */
record Installation(
    Path database, Path keys, Path signer, Path sandbox, Path signInKey, String signInSecret) {

  static final String DATABASE = "database";

  static Installation in(DataFolder folder) {
    var keys = folder.folder("keys");
    Keys.makeMissing(keys);
    var signer = folder.folder("signer");
    Keys.makeMissingSigningKey(signer);
    return new Installation(
        folder.folder(DATABASE),
        keys,
        signer,
        folder.folder("sandbox"),
        folder.folder("sign-in").resolve("signing-key.json"),
        UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return "Installation[keys=" + keys + "]";
  }
}
