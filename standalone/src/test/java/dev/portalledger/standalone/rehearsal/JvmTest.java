package dev.portalledger.standalone.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTest {

  private static final String CACHE = "-XX:AOTCache=app.aot";

  @TempDir Path temp;

  @Test
  void the_last_cache_named_counts() {
    assertThat(jvm("mixed mode", "-XX:AOTCache=first.aot", CACHE).cache())
        .contains(Path.of("app.aot"));
    assertThat(jvm("mixed mode, sharing", "-Xmx64m").cache()).isEmpty();
  }

  @Test
  void a_refused_cache_is_not_used() {
    assertThat(jvm("mixed mode, sharing", CACHE).usesCache()).isTrue();
    assertThat(jvm("mixed mode", CACHE).usesCache()).isFalse();
    assertThat(jvm("mixed mode, sharing").usesCache()).isFalse();
  }

  @Test
  void folders_of_classes_debuggers_and_agents_keep_a_cache_from_being_made() {
    assertThat(jvm("mixed mode", CACHE).canBeCached()).isTrue();
    assertThat(jvm("mixed mode", "-agentlib:jdwp=transport=dt_socket").canBeCached()).isFalse();
    assertThat(jvm("mixed mode", "-javaagent:watch.jar").canBeCached()).isFalse();
    var withFolder = new Jvm(Path.of("jdk"), List.of(), "app.jar:" + temp, "mixed mode");
    assertThat(withFolder.canBeCached()).isFalse();
  }

  @Test
  void the_rehearsal_has_the_same_options_and_class_path_but_writes_the_cache() {
    var command =
        jvm("mixed mode", "-Xmx64m", CACHE).commandToWrite(Path.of("new"), "Main", List.of("-x"));

    assertThat(command)
        .containsSubsequence("-Xmx64m", "-XX:AOTCacheOutput=new", "-cp", "app.jar", "Main", "-x")
        .doesNotContain(CACHE);
  }

  private static Jvm jvm(String info, String... options) {
    return new Jvm(Path.of("jdk"), List.of(options), "app.jar", info);
  }
}
