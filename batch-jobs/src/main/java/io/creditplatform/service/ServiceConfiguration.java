package io.creditplatform.service;

import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Bean;

/** The parts of the service. */
@SpringBootConfiguration(proxyBeanMethods = false)
class ServiceConfiguration {

    @Bean
    Teller teller(Stderr stderr, Clock clock, ObjectProvider<Listener> listeners) {
        return new Teller(stderr, clock, listeners.orderedStream().toList());
    }

    @Bean
    Spool spool(ServiceSettings settings) {
        return new Spool(settings.inbox().folder().toAbsolutePath().normalize());
    }

    @Bean
    Courier courier(
            DatabaseAddress address, ServiceSettings settings, Spool spool, Clock clock, Teller teller, Inbox inbox) {
        return new Courier(settings.told(), spool, new Outbox(address, inbox.folder()), clock, teller).start();
    }

    @Bean
    Inbox inbox(ServiceSettings settings, Teller teller) {
        return new Inbox(settings.inbox(), sentence -> teller.oddity(sentence, sentence));
    }

    @Bean
    Intake intake(
            DatabaseAddress address, ServiceSettings settings, Inbox inbox, Clock clock, Teller teller, Jobs jobs) {
        return new Intake(address, settings, inbox, clock, teller, jobs, () -> {});
    }

    @Bean
    Jobs jobs(
            DatabaseAddress address,
            Clock clock,
            StopSignal stop,
            Teller teller,
            ObjectProvider<ObservationRegistry> observations) {
        return new Jobs(
                new JobTable(address, clock),
                stop,
                teller,
                clock,
                observations.getIfAvailable(() -> ObservationRegistry.NOOP));
    }

    @Bean
    JobRunner runner(DatabaseAddress address, ServiceSettings settings, Clock clock, Teller teller, Jobs jobs) {
        return new JobRunner(address, settings, clock, teller, jobs, () -> {});
    }

    @Bean
    Timetable timetable(ServiceSettings settings, Clock clock, Jobs jobs) {
        return new Timetable(settings.schedule(), clock, jobs);
    }

    @Bean
    DeadlineWatch deadline(ServiceSettings settings, DatabaseAddress address, Clock clock, Teller teller) {
        return new DeadlineWatch(settings.deadline(), address, clock, teller);
    }

    @Bean
    Presence presence(ServiceSettings settings, DatabaseAddress address, DeadlineWatch deadline, Clock clock) {
        return new Presence(settings.inbox(), address, deadline, clock);
    }

    @Bean
    Timekeeper timekeeper(Timetable timetable, DeadlineWatch deadline, Presence presence) {
        return new Timekeeper(timetable, deadline, presence).start();
    }

    @Bean
    Watch watch(
            ServiceSettings settings,
            Inbox inbox,
            Intake intake,
            Jobs jobs,
            JobRunner runner,
            Clock clock,
            StopSignal stop,
            Teller teller) {
        return new Watch(settings.inbox(), inbox, intake, jobs, runner, clock, stop, teller);
    }
}
