package dev.portalledger.command.subject;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SubjectSchedule {

  @Bean
  RecurringTask<Void> keepSubjectKeys(SubjectKeyKeeping keeping) {
    return Tasks.recurring("keep-subject-keys", FixedDelay.ofMinutes(1))
        .execute((_, _) -> keeping.round());
  }

  @Bean
  RecurringTask<Void> eraseReturnedSubjects(ReturnedSubjects returned) {
    return Tasks.recurring("erase-returned-subjects", FixedDelay.ofHours(1))
        .execute((_, _) -> returned.erase());
  }
}
