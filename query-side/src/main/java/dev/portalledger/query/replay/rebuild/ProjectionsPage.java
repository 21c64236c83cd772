package dev.portalledger.query.replay.rebuild;

import dev.portalledger.query.projections.History;
import dev.portalledger.query.projections.LivePositions;
import dev.portalledger.query.projections.ReadModel;
import dev.portalledger.query.projections.ReadModels;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The operator's page of the views. */
@Controller
class ProjectionsPage {

  private static final int LOOK_AGAIN_SECONDS = 1;

  /** A view in the words of the page. */
  record Row(
      String name,
      long position,
      @Nullable ShownRebuild rebuild,
      @Nullable ShownRebuild check,
      @Nullable Rebuild lastCheck) {

    public boolean isBusy() {
      return (rebuild != null && rebuild.isOpen()) || (check != null && check.isOpen());
    }

    public String checked() {
      return lastCheck == null ? "not checked yet" : ShownRebuild.checked(lastCheck);
    }

    public String state() {
      if (lastCheck == null) {
        return "started";
      }
      return Long.valueOf(0).equals(lastCheck.differing()) ? "succeeded" : "failed";
    }
  }

  private final Rebuilds rebuilds;
  private final ReadModels models;
  private final LivePositions live;
  private final History history;

  ProjectionsPage(Rebuilds rebuilds, ReadModels models, LivePositions live, History history) {
    this.rebuilds = rebuilds;
    this.models = models;
    this.live = live;
    this.history = history;
  }

  @GetMapping("/operations/projections")
  ModelAndView list() {
    var rows = models.all().stream().map(this::row).toList();
    var page =
        new ModelAndView("replay/rebuild/page")
            .addObject("rows", rows)
            .addObject("head", history.head());
    return rows.stream().anyMatch(Row::isBusy)
        ? page.addObject("refreshSeconds", LOOK_AGAIN_SECONDS)
        : page;
  }

  @PostMapping("/operations/projections/{name}/rebuild")
  ResponseEntity<Void> rebuild(@PathVariable String name) {
    rebuilds.request(known(name), Kind.REBUILD, false);
    return back();
  }

  @PostMapping("/operations/projections/{name}/check")
  ResponseEntity<Void> check(@PathVariable String name) {
    rebuilds.request(known(name), Kind.CHECK, false);
    return back();
  }

  @PostMapping("/operations/projections/{name}/cancel")
  ResponseEntity<Void> cancel(@PathVariable String name) {
    rebuilds.cancel(known(name));
    return back();
  }

  private static ResponseEntity<Void> back() {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/operations/projections"))
        .build();
  }

  private String known(String name) {
    return models
        .named(name)
        .map(ReadModel::name)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private Row row(ReadModel model) {
    var rebuild = rebuilds.latest(model.name(), Kind.REBUILD).map(ShownRebuild::new).orElse(null);
    var check = rebuilds.latest(model.name(), Kind.CHECK).map(ShownRebuild::new).orElse(null);
    return new Row(
        model.name(),
        live.of(model.name()),
        rebuild,
        check,
        rebuilds.lastCheck(model.name()).orElse(null));
  }
}
