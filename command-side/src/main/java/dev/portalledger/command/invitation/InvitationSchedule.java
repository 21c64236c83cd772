package dev.portalledger.command.invitation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InvitationSchedule {

  @Bean
  RecurringTask<Void> endInvitations(InvitationSweep sweep) {
    return Tasks.recurring("end-invitations", FixedDelay.ofMinutes(1))
        .execute((_, _) -> sweep.sweep());
  }
}
