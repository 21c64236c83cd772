package dev.portalledger.standalone.database;

import dev.portalledger.standalone.machine.PrivateFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process a data folder's {@code postmaster.pid} names, if it still runs. */
record Postmaster(Optional<ProcessHandle> process) {

  static Postmaster in(Path pidFile) {
    var pid = PrivateFiles.read(pidFile).lines().findFirst().orElse("").strip();
    return new Postmaster(
        pid.chars().allMatch(Character::isDigit) && !pid.isEmpty()
            ? ProcessHandle.of(Long.parseLong(pid))
            : Optional.empty());
  }

  /**
   * It runs PostgreSQL on exactly this data folder. A process number alone proves nothing: after a
   * crash of the computer it may belong to any other program.
   */
  boolean servesOn(Path data) {
    return process.filter(ProcessHandle::isAlive).map(ProcessHandle::info).stream()
        .anyMatch(info -> isPostgres(info) && arguments(info).contains(data.toString()));
  }

  private static boolean isPostgres(ProcessHandle.Info info) {
    return info.command().map(command -> Path.of(command).endsWith("postgres")).orElse(false);
  }

  private static List<String> arguments(ProcessHandle.Info info) {
    return info.arguments().map(List::of).orElse(List.of());
  }
}
