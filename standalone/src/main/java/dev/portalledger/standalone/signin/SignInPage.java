package dev.portalledger.standalone.signin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a reader picks who to be. */
@Controller
class SignInPage {

  static final String PATH = "/sign-in";

  @GetMapping(PATH)
  String show(@RequestParam(required = false) @Nullable String error, Model model) {
    model.addAttribute("groups", groups());
    model.addAttribute("password", DemoAccounts.PASSWORD);
    model.addAttribute("wrong", error != null);
    return "demo-sign-in/sign-in";
  }

  private static Map<String, List<DemoAccount>> groups() {
    return DemoAccounts.all().stream()
        .collect(Collectors.groupingBy(SignInPage::group, LinkedHashMap::new, Collectors.toList()));
  }

  private static String group(DemoAccount account) {
    return account.organization().map(DemoOrganization::title).orElse("Runs the system");
  }
}
