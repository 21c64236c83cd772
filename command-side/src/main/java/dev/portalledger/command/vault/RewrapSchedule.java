package dev.portalledger.command.vault;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RewrapSchedule {

  @Bean
  RecurringTask<Void> rewrapDataKeys(Rewrapping rewrapping) {
    return Tasks.recurring("rewrap-data-keys", FixedDelay.ofMinutes(1))
        .execute((_, _) -> rewrapping.round());
  }
}
