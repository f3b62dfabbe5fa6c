package dev.assent.simulator;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All parts of the simulator but its controllers. They are named here rather than found, so that
 * their bean names cannot meet those of the application.
 */
@Configuration(proxyBeanMethods = false)
@InDemoMode
@Import({
    Addressing.class,
    BusinessNumbers.class,
    Chats.class,
    Clockwork.class,
    Courier.class,
    Fates.class,
    Grants.class,
    Handsets.class,
    GraphCalls.class,
    Hands.class,
    Mails.class,
    Screens.class,
    Pasts.class,
    Storyteller.class,
    Acts.class,
    Agents.class,
    Offices.class,
    GraphMessages.class,
    GraphNumbers.class,
    GraphTemplates.class,
    Journal.class,
    Messages.class,
    Pairs.class,
    PhoneCalls.class,
    Phones.class,
    Postman.class,
    Rates.class,
    Settings.class,
    Signals.class,
    SilentMedia.class,
    Switchboard.class,
    Templates.class,
    Updates.class,
    Work.class
})
class Simulator {}
