package dev.portalledger.command.vault.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A key that never leaves HashiCorp Vault or OpenBao: its transit engine wraps and unwraps. Each
 * version of the key is a key of its own; the latest wraps.
 */
final class TransitKeys implements KeyEncryption {

  private static final byte[] TRIAL = {1};

  private final TransitHttp http;
  private final String key;
  private final String prefix;

  TransitKeys(TransitSettings settings) {
    this.http = new TransitHttp(settings);
    this.key = settings.key();
    this.prefix = "transit:%s/%s:".formatted(settings.mount(), settings.key());
  }

  /** Throws unless the key can be used for all that will be asked of it. */
  void requireUsable() {
    try {
      if (!has(currentKeyId()) || unwrap(wrap(TRIAL, TRIAL), TRIAL).length != TRIAL.length) {
        throw new KeysUnusable(KeySettings.TRANSIT, "the key " + key + " does not keep its word");
      }
    } catch (KeyServiceUnavailable | GeneralSecurityException e) {
      throw new KeysUnusable(
          KeySettings.TRANSIT, "the key %s cannot be used: %s".formatted(key, e.getMessage()));
    }
  }

  @Override
  public String currentKeyId() {
    return prefix
        + http.get("keys/" + key)
            .map(answer -> answer.path("data").path("latest_version"))
            .filter(JsonNode::isIntegralNumber)
            .map(JsonNode::asInt)
            .orElseThrow(TransitKeys::unreadable);
  }

  @Override
  public boolean has(String keyId) {
    return keyId.startsWith(prefix);
  }

  @Override
  public Wrapped wrap(byte[] dataKey, byte[] associatedData) {
    var ciphertext =
        http.post(
                "encrypt/" + key,
                Map.of("plaintext", base64(dataKey), "associated_data", base64(associatedData)))
            .flatMap(answer -> text(answer, "ciphertext"))
            .orElseThrow(TransitKeys::unreadable);
    return new Wrapped(prefix + version(ciphertext), ciphertext.getBytes(US_ASCII));
  }

  /** An answer of 400 says that it is not ours, was altered, or that its key is retired. */
  @Override
  public byte[] unwrap(Wrapped wrapped, byte[] associatedData) throws GeneralSecurityException {
    var ciphertext = new String(wrapped.bytes(), US_ASCII);
    if (!wrapped.keyId().equals(prefix + version(ciphertext))) {
      throw new GeneralSecurityException("wrapped with another version than its row says");
    }
    var answer =
        http.post(
                "decrypt/" + key,
                Map.of("ciphertext", ciphertext, "associated_data", base64(associatedData)))
            .orElseThrow(
                () -> new GeneralSecurityException("the key service refuses to unwrap it"));
    return text(answer, "plaintext")
        .map(Base64.getDecoder()::decode)
        .orElseThrow(TransitKeys::unreadable);
  }

  /** As in {@code vault:v3:…}. */
  private static String version(String ciphertext) {
    var parts = ciphertext.split(":", 3);
    return parts.length == 3 && parts[1].startsWith("v") ? parts[1].substring(1) : "?";
  }

  private static Optional<String> text(JsonNode answer, String field) {
    return Optional.of(answer.path("data").path(field))
        .filter(JsonNode::isString)
        .map(JsonNode::asString);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static KeyServiceUnavailable unreadable() {
    return new KeyServiceUnavailable("its answer is not what its API promises");
  }
}
