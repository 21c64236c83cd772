package dev.portalledger.command.journal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JournalSchedule {

  @Bean
  RecurringTask<Void> readJournal(JournalReading reading, JournalSettings settings) {
    return Tasks.recurring("read-journal", FixedDelay.of(settings.every()))
        .execute((_, _) -> reading.read());
  }
}
