package io.lettergate.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTests {

    @ParameterizedTest
    @DisplayName("N1 R23 an address that is not public is not reached, in whatever disguise")
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:0:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2a00:1450::5efe:7f00:1",
                "2a00:1450::200:5efe:a00:1",
                "fd00::1",
                "fd00:ec2::254",
                "fc00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1"
            })
    void notPublic(String address) {
        assertThat(Reach.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "169.253.1.1",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808",
                "2002:808:808::1",
                "2a00:1450:4001:80f::200e",
                "2606:4700:4700::1111"
            })
    void publicAddressesAreReached(String address) {
        assertThat(Reach.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }
}
