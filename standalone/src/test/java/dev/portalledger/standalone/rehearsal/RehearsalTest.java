package dev.portalledger.standalone.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.standalone.machine.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real JVMs, with a program that is quicker to rehearse than the whole standalone. */
class RehearsalTest {

  private static final String QUIET = "-Xlog:aot*=off,cds*=off";

  @TempDir Path temp;
  private Path cache;
  private Path jar;

  @BeforeEach
  void pack() throws IOException {
    cache = temp.resolve("program.aot");
    jar = temp.resolve("program.jar");
    var file = Program.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), new Manifest());
        var in = Program.class.getClassLoader().getResourceAsStream(file)) {
      out.putNextEntry(new ZipEntry(file));
      out.write(java.util.Objects.requireNonNull(in).readAllBytes());
    }
  }

  @Test
  void the_next_start_uses_what_a_rehearsal_left_and_needs_no_other() throws Exception {
    assertThat(start()).isEqualTo("mixed mode");

    rehearse("mixed mode");

    assertThat(start()).isEqualTo("mixed mode, sharing");
    assertThat(Rehearsal.ifNeeded(jvm("mixed mode, sharing"), Program.class)).isEmpty();
    assertThat(temp).isDirectoryNotContaining(file -> file.toString().contains("aot."));
  }

  @Test
  void a_cache_of_garbage_is_ignored_without_a_word_and_replaced() throws Exception {
    Files.writeString(cache, "garbage");
    assertThat(start()).isEqualTo("mixed mode");

    rehearse("mixed mode");

    assertThat(start()).isEqualTo("mixed mode, sharing");
  }

  @Test
  void classes_of_an_older_build_are_refused_and_forgotten() {
    rehearse("mixed mode");
    Rehearsal.refuseOldClasses(jvm("mixed mode, sharing"));

    jar.toFile().setLastModified(cache.toFile().lastModified() + 1);

    assertThatThrownBy(() -> Rehearsal.refuseOldClasses(jvm("mixed mode, sharing")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("start again");
    assertThat(cache).doesNotExist();
  }

  @Test
  void a_jar_replaced_during_the_rehearsal_counts_as_newer_than_the_cache() throws Exception {
    try (var rehearsal = Rehearsal.ifNeeded(jvm("mixed mode"), Program.class).orElseThrow()) {
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
      rehearsal.awaitEnd();
    }
    assertThat(jvm("mixed mode, sharing").runsOldClasses()).isTrue();
  }

  @Test
  void a_rehearsal_cut_short_leaves_nothing() throws Exception {
    try (var rehearsal = Rehearsal.ifNeeded(jvm("mixed mode"), Program.class).orElseThrow()) {
      assertThat(rehearsal).isNotNull();
    }
    assertThat(temp.toFile().list()).containsExactlyInAnyOrder("program.jar");
  }

  private void rehearse(String info) {
    try (var rehearsal = Rehearsal.ifNeeded(jvm(info), Program.class).orElseThrow()) {
      rehearsal.awaitEnd();
    }
  }

  /** What the JVM says of itself, and whatever else it prints. */
  private String start() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java, "-XX:AOTCache=" + cache, QUIET, "-cp", jar.toString(), Program.class.getName())
        .redirectErrorStream(true)
        .start()
        .inputReader()
        .readAllAsString()
        .strip();
  }

  private Jvm jvm(String info) {
    return new Jvm(
        Path.of(System.getProperty("java.home")),
        List.of("-XX:AOTCache=" + cache, QUIET),
        jar.toString(),
        info);
  }

  /** Says how its JVM runs. */
  static final class Program {

    public static void main(String[] args) {
      System.out.println(System.getProperty("java.vm.info"));
    }

    private Program() {}
  }
}
