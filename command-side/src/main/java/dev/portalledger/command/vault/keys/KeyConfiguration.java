package dev.portalledger.command.vault.keys;

import com.google.crypto.tink.Aead;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

  private static final String FOLDER = "ledger.keys.folder";

  /** Keysets in this process's memory. */
  record Local(LocalKeys keys, Aead primitive) {}

  @Bean
  Local localKeys(@Value("${" + FOLDER + ":}") String folder) {
    var files = new PrivateFiles(FOLDER);
    var file = files.folder(folder).resolve("vault.json");
    var keyset = files.keyset(files.text(file), file.toString());
    var primitive = files.primitive(keyset, Aead.class, file.toString());
    return new Local(new LocalKeys(keyset, primitive), primitive);
  }

  @Bean
  KeyEncryption keyEncryption(Local local) {
    return new KeyRing(List.of(local.keys()));
  }

  @Bean
  FirstForm firstForm(Local local) {
    return new FirstForm(List.of(local.primitive()));
  }
}
