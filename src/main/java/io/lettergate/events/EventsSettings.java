package io.lettergate.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How listeners are told what happens.
 *
 * @param heartbeat after which a silent stream says that it is still there
 */
@ConfigurationProperties("lettergate.events")
record EventsSettings(@DefaultValue("15s") Duration heartbeat) {

    EventsSettings {
        if (!heartbeat.isPositive()) {
            throw new IllegalArgumentException("A heartbeat comes after some time, but got " + heartbeat);
        }
    }
}
