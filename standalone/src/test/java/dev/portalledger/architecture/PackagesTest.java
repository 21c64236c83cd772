package dev.portalledger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackagesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void every_package_opens_with_a_sentence_and_is_null_marked() throws IOException {
    var packages = packages();
    assertThat(packages).hasSizeGreaterThan(10);
    assertThat(packages)
        .allSatisfy(
            folder ->
                assertThat(folder.resolve("package-info.java"))
                    .content()
                    .startsWith("/**")
                    .contains("@NullMarked"));
  }

  private static List<Path> packages() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          // The verifier is one file without a package, so that it runs from whatever folder it
          // lies in.
          .filter(folder -> !folder.endsWith("src/main/java"))
          .distinct()
          .toList();
    }
  }
}
