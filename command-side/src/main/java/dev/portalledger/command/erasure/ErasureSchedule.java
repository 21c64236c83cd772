package dev.portalledger.command.erasure;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ErasureSchedule {

  @Bean
  RecurringTask<Void> expireErasureRequests(Erasures erasures) {
    return Tasks.recurring("expire-erasure-requests", FixedDelay.ofMinutes(10))
        .execute((_, _) -> erasures.expire());
  }
}
