package dev.portalledger.command.disclosure;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DisclosureSchedule {

  @Bean
  RecurringTask<Void> recordDisclosures(DisclosureRecording recording) {
    return Tasks.recurring("record-disclosures", FixedDelay.ofSeconds(1))
        .execute((_, _) -> recording.recordDue());
  }

  @Bean
  RecurringTask<Void> forgetDisclosures(DisclosureRows rows) {
    return Tasks.recurring("forget-disclosures", FixedDelay.ofHours(1))
        .execute((_, _) -> rows.forgetRecorded());
  }
}
