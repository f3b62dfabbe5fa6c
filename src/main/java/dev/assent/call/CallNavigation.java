package dev.assent.call;

import dev.assent.permission.MayBeCalled;
import dev.assent.web.CallingEntry;
import dev.assent.web.NavFoot;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where people find what this feature has to show. */
@Configuration(proxyBeanMethods = false)
class CallNavigation {

    @Bean
    NavFoot grantAlertsFoot() {
        return new NavFoot(50, "/calling/alerts");
    }

    @Bean
    CallingEntry readyEntry(ReadyLists lists) {
        return new CallingEntry(
                200,
                "/calling/ready",
                "Call-ready",
                new CallingEntry.Tally(MayBeCalled.LIST, lists::count));
    }

    @Bean
    CallingEntry callbacksEntry(CallbackLists lists) {
        return new CallingEntry(
                400,
                "/calling/callbacks",
                "Callback requests",
                new CallingEntry.Tally(Callback.LIST, lists::waiting));
    }

    @Bean
    CallingEntry logEntry() {
        return new CallingEntry(500, "/calling/log", "Call log");
    }
}
