package dev.portalledger.query.replay.rebuild;

import dev.portalledger.query.projections.History;
import dev.portalledger.query.projections.LivePositions;
import dev.portalledger.query.projections.ReadModel;
import dev.portalledger.query.projections.ReadModels;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Operators see how the views stand, and have them read anew without anybody noticing. */
@RestController
@Tag(name = "Projections", description = "Views, how far they are, and reading them anew")
class ProjectionsApi {

  /**
   * How a view stands.
   *
   * @param position up to which it has read everything
   * @param rebuild the latest; null if there was none
   * @param check the latest that was asked for
   * @param lastCheck the latest that was carried through
   */
  record Projection(
      String name,
      List<String> tables,
      long position,
      @Nullable Rebuild rebuild,
      @Nullable Rebuild check,
      @Nullable Rebuild lastCheck) {}

  /**
   * All of them.
   *
   * @param head the position of the last event
   */
  record Answer(long head, List<Projection> items) {}

  private final Rebuilds rebuilds;
  private final ReadModels models;
  private final LivePositions live;
  private final History history;

  ProjectionsApi(Rebuilds rebuilds, ReadModels models, LivePositions live, History history) {
    this.rebuilds = rebuilds;
    this.models = models;
    this.live = live;
    this.history = history;
  }

  @GetMapping("/api/v1/projections")
  @Operation(summary = "All views, and how far reading them anew has come")
  Answer list() {
    return new Answer(history.head(), models.all().stream().map(this::projection).toList());
  }

  @GetMapping("/api/v1/projections/{name}")
  @Operation(summary = "One view, and how far reading it anew has come")
  Projection one(@PathVariable String name) {
    return projection(known(name));
  }

  @PostMapping("/api/v1/projections/{name}/rebuild")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Read the view anew beside the live one, and switch; once at a time")
  Rebuild rebuild(
      @PathVariable String name,
      @Parameter(description = "Switch although some streams could not be read")
          @RequestParam(defaultValue = "false")
          boolean force) {
    return rebuilds.request(known(name).name(), Kind.REBUILD, force);
  }

  @PostMapping("/api/v1/projections/{name}/check")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Compare the view with what the events give; once at a time")
  Rebuild check(@PathVariable String name) {
    return rebuilds.request(known(name).name(), Kind.CHECK, false);
  }

  @DeleteMapping("/api/v1/projections/{name}/rebuild")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Stop reading the view anew; the live one stays as it is")
  void cancel(@PathVariable String name) {
    if (!rebuilds.cancel(known(name).name())) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, "it is not being rebuilt");
    }
  }

  private ReadModel known(String name) {
    return models
        .named(name)
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such view"));
  }

  private Projection projection(ReadModel model) {
    return new Projection(
        model.name(),
        model.tables(),
        live.of(model.name()),
        rebuilds.latest(model.name(), Kind.REBUILD).orElse(null),
        rebuilds.latest(model.name(), Kind.CHECK).orElse(null),
        rebuilds.lastCheck(model.name()).orElse(null));
  }
}
