package dev.portalledger.query.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Says what went wrong, in one place for every request that ends in an error: as a problem detail
 * to machines, as a page to people. And explains each kind of problem at its own address.
 */
@Controller
@EnableConfigurationProperties(ProblemSettings.class)
class ProblemPages implements ErrorController {

  private static final Logger log = LoggerFactory.getLogger(ProblemPages.class);

  private final ProblemSettings settings;
  private final ErrorAttributes errors;

  ProblemPages(ProblemSettings settings, ErrorAttributes errors) {
    this.settings = settings;
    this.errors = errors;
  }

  @GetMapping("/problems/{problem}")
  ModelAndView explain(@PathVariable String problem) {
    return new ModelAndView("problems/page")
        .addObject(
            "problem",
            Problem.named(problem)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
  }

  @RequestMapping("/error")
  @Nullable Object failed(HttpServletRequest request, HttpServletResponse response) {
    if (response.isCommitted()) {
      // An answer that was cut off on its way must not end in other words than its own.
      return null;
    }
    Trouble trouble = Trouble.of(request, errors.getError(new ServletWebRequest(request)));
    if (trouble.status() >= 500) {
      log.error("{} at {}, trace {}", trouble.problem(), trouble.path(), trouble.traceId());
    }
    return trouble.isForMachine(request) ? detail(trouble) : page(trouble);
  }

  private ResponseEntity<ProblemDetail> detail(Trouble trouble) {
    ProblemDetail detail = ProblemDetail.forStatus(trouble.status());
    detail.setType(settings.typeOf(trouble.problem()));
    detail.setTitle(trouble.problem().title());
    detail.setDetail(trouble.detail());
    detail.setInstance(URI.create(trouble.path()));
    detail.setProperty("traceId", trouble.traceId());
    return ResponseEntity.status(trouble.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }

  private static ModelAndView page(Trouble trouble) {
    return new ModelAndView("problems/page", HttpStatus.valueOf(trouble.status()))
        .addObject("problem", trouble.problem())
        .addObject("trouble", trouble);
  }
}
