package dev.portalledger.command.web;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdempotencySchedule {

  @Bean
  RecurringTask<Void> forgetIdempotency(IdempotencyRecords records) {
    return Tasks.recurring("forget-idempotency", FixedDelay.ofHours(1))
        .execute((_, _) -> records.forgetExpired());
  }
}
