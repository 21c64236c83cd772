package dev.portalledger.command.lease;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LeaseSchedule {

  @Bean
  RecurringTask<Void> forgetLeases(PassRows passes, KeyRows keys) {
    return Tasks.recurring("forget-leases", FixedDelay.ofHours(1))
        .execute(
            (_, _) -> {
              passes.forgetExpired();
              keys.forgetExpired();
            });
  }
}
