package dev.portalledger.command.sealing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SealingSchedule {

  @Bean
  RecurringTask<Void> recordAnnouncements(AnnouncementRecording recording) {
    return Tasks.recurring("record-announcements", FixedDelay.ofSeconds(10))
        .execute((_, _) -> recording.recordDue());
  }
}
