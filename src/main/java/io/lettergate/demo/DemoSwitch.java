package io.lettergate.demo;

import io.lettergate.accounts.AccountsSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Decides whether the demo runs: never beside real domains, and never in public, unless somebody asks for it. */
@Component
class DemoSwitch {

    private static final Logger LOG = LoggerFactory.getLogger(DemoSwitch.class);

    private final DemoSettings settings;
    private final AccountsSettings accounts;
    private final Environment environment;

    DemoSwitch(DemoSettings settings, AccountsSettings accounts, Environment environment) {
        this.settings = settings;
        this.accounts = accounts;
        this.environment = environment;
    }

    boolean isOn() {
        if (settings.enabled() != null) {
            return settings.enabled();
        }
        if (!accounts.domains().isEmpty()) {
            return false;
        }
        var address = environment.getProperty("server.address", "");
        if (!address.isBlank() && !isLoopback(address)) {
            LOG.warn(
                    "The demo stays off: server.address={} is public. Set lettergate.demo.enabled=true to run it.",
                    address);
            return false;
        }
        return true;
    }

    private static boolean isLoopback(String address) {
        try {
            return Arrays.stream(InetAddress.getAllByName(address)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            LOG.debug("server.address={} has no address", address, unknown);
            return false;
        }
    }
}
