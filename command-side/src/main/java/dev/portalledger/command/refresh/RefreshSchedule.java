package dev.portalledger.command.refresh;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RefreshSchedule {

  private static final int EVERY_SECONDS = 10;

  @Bean
  RecurringTask<Void> refreshAheadOfTime(RefreshAhead ahead) {
    return Tasks.recurring("refresh-ahead", FixedDelay.ofSeconds(EVERY_SECONDS))
        .execute((_, _) -> ahead.round());
  }
}
