package dev.portalledger.standalone;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.MapPropertySource;

/** Settings of which some, given as a {@link Supplier}, are known only once they are asked for. */
final class LateSettings extends MapPropertySource {

  LateSettings(Map<String, Object> settings) {
    super("standalone", settings);
  }

  @Override
  public @Nullable Object getProperty(String name) {
    return super.getProperty(name) instanceof Supplier<?> late
        ? late.get()
        : super.getProperty(name);
  }
}
