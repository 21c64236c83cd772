package dev.portalledger.command.authorization;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AttemptSchedule {

  @Bean
  RecurringTask<Void> forgetMarketplaceInstalls(MarketplaceInstalls installs) {
    return Tasks.recurring("forget-marketplace-installs", FixedDelay.ofMinutes(5))
        .execute((_, _) -> installs.forgetExpired());
  }

  @Bean
  RecurringTask<Void> endAttempts(AttemptSweep sweep) {
    return Tasks.recurring("end-attempts", FixedDelay.ofSeconds(15))
        .execute((_, _) -> sweep.sweep());
  }
}
