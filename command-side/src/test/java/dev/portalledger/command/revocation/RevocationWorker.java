package dev.portalledger.command.revocation;

import dev.portalledger.command.CommandSideApplication;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.SmartLifecycle;

/** A process that does nothing but revoke what is due, until somebody kills it. */
final class RevocationWorker {

  private static final long BREATH_NANOS = 20_000_000;

  public static void main(String[] settings) {
    var context = SpringApplication.run(CommandSideApplication.class, settings);
    context.getBean("scheduling", SmartLifecycle.class).stop();
    var revocation = context.getBean(UpstreamRevocation.class);
    while (true) {
      revocation.revokeDue();
      LockSupport.parkNanos(BREATH_NANOS);
    }
  }

  private RevocationWorker() {}
}
