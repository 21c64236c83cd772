package dev.portalledger.command.vault.keys;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in one sentence instead of a stack trace. */
final class KeysUnusableAnalyzer extends AbstractFailureAnalyzer<KeysUnusable> {

  @Override
  protected FailureAnalysis analyze(Throwable root, KeysUnusable cause) {
    return new FailureAnalysis(
        "Portal Ledger does not start without its keys. " + cause.getMessage() + ".",
        whatToDo(cause.setting()),
        cause);
  }

  private static String whatToDo(String setting) {
    if (setting.startsWith(KeySettings.TRANSIT)) {
      return "Set ledger.keys.transit.url and ledger.keys.transit.token-file (mode 0600), and let the"
          + " token read keys/KEY and update encrypt/KEY and decrypt/KEY of a key of type"
          + " aes256-gcm96. If the server is sealed or down, bring it up and start again.";
    }
    if (setting.equals(KeySettings.KEYSET)) {
      return "Set LEDGER_KEYS_KEYSET to a Tink keyset in JSON, as made by"
          + " tinkey create-keyset --key-template AES256_GCM.";
    }
    return "Set ledger.keys.folder to a folder (mode 0700) with vault.json, subject.json,"
        + " fingerprint.json and certificate.json (mode 0600), readable by this process alone.";
  }
}
