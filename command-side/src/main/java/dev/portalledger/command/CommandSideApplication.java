package dev.portalledger.command;

import dev.portalledger.command.web.CommandProcess;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The command side as a process of its own. No stereotype: the scan of a larger process must not
 * find it.
 */
@EnableAutoConfiguration
@Import({CommandSide.class, CommandProcess.class})
public class CommandSideApplication {

  public static void main(String[] args) {
    SpringApplication.run(CommandSideApplication.class, args);
  }
}
