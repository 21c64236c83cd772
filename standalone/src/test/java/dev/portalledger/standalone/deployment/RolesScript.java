package dev.portalledger.standalone.deployment;

import dev.portalledger.standalone.database.BarePostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the little of psql's language that the deployment's script speaks. */
record RolesScript(Path file) {

  private static final Pattern SET = Pattern.compile("\\\\set (\\w+) `cat (\\S+)`");

  void run(BarePostgres database, Function<String, Path> secrets) {
    try (var superuser = database.connect("postgres");
        var statement = superuser.createStatement()) {
      for (var command : sql(secrets).split(";", -1)) {
        if (!command.isBlank()) {
          statement.execute(command);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String sql(Function<String, Path> secrets) {
    try {
      var values = new HashMap<String, String>();
      var lines = Files.readAllLines(file);
      for (var line : lines) {
        var set = SET.matcher(line);
        if (set.matches()) {
          values.put(set.group(1), Files.readString(secrets.apply(set.group(2))));
        }
      }
      var sql =
          lines.stream()
              .filter(line -> !line.startsWith("\\") && !line.startsWith("--"))
              .collect(Collectors.joining("\n"));
      for (var value : values.entrySet()) {
        sql = sql.replace(":'" + value.getKey() + "'", "'" + value.getValue() + "'");
      }
      return sql;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
