package dev.portalledger.command.vault.keys;

import com.google.crypto.tink.Aead;
import dev.portalledger.command.vault.keys.KeySettings.Kind;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** All keys that are set are at hand; the one of the kind that was chosen wraps. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
class KeyConfiguration {

  /** A keyset in this process's memory. */
  record Local(LocalKeys keys, Aead primitive) {}

  /** The chosen one first. */
  record LocalKeysets(List<Local> all) {}

  @Bean
  LocalKeysets localKeysets(KeySettings settings) {
    var fromFile = fromFile(settings);
    var fromEnvironment = fromEnvironment(settings);
    var all = new ArrayList<Local>();
    if (fromFile != null) {
      all.add(fromFile);
    }
    if (fromEnvironment != null) {
      all.add(settings.encryption() == Kind.ENVIRONMENT ? 0 : all.size(), fromEnvironment);
    }
    return new LocalKeysets(all);
  }

  @Bean
  KeyEncryption keyEncryption(KeySettings settings, LocalKeysets local) {
    var all = new ArrayList<KeyEncryption>();
    local.all().forEach(each -> all.add(each.keys()));
    var transit = transit(settings);
    if (transit != null) {
      all.add(settings.encryption() == Kind.TRANSIT ? 0 : all.size(), transit);
    }
    return new KeyRing(all);
  }

  @Bean
  FirstForm firstForm(LocalKeysets local) {
    return new FirstForm(local.all().stream().map(Local::primitive).toList());
  }

  private static @Nullable Local fromFile(KeySettings settings) {
    var files = new PrivateFiles(KeySettings.FOLDER);
    var file = files.folder(settings.folder()).resolve("vault.json");
    return settings.encryption() == Kind.FILE || Files.exists(file)
        ? local(files, files.text(file), file.toString())
        : null;
  }

  private static @Nullable Local fromEnvironment(KeySettings settings) {
    boolean isSet = !settings.keyset().isBlank();
    if (settings.encryption() == Kind.ENVIRONMENT && !isSet) {
      throw new KeysUnusable(KeySettings.KEYSET, "it is not set");
    }
    return isSet
        ? local(new PrivateFiles(KeySettings.KEYSET), settings.keyset(), "what was given")
        : null;
  }

  private static Local local(PrivateFiles files, String json, String name) {
    var keyset = files.keyset(json, name);
    var primitive = files.primitive(keyset, Aead.class, name);
    return new Local(new LocalKeys(keyset, primitive), primitive);
  }

  private static @Nullable TransitKeys transit(KeySettings settings) {
    var transit = settings.transit();
    if (transit == null) {
      if (settings.encryption() == Kind.TRANSIT) {
        throw new KeysUnusable(KeySettings.TRANSIT, "url and token-file are not set");
      }
      return null;
    }
    var keys = new TransitKeys(transit);
    keys.requireUsable();
    return keys;
  }
}
