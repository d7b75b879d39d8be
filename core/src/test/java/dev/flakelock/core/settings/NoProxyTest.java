package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NoProxyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | example.org | false",
                "* | example.org | true",
                "* | 10.0.0.1 | true",
                "*,other | example.org | false",
                "example.org | example.org | true",
                "example.org | EXAMPLE.org. | true",
                "example.org | www.example.org | true",
                "example.org | badexample.org | false",
                ".example.org | example.org | true",
                ".example.org | www.example.org | true",
                "example.org. | www.example.org | true",
                "www.example.org | example.org | false",
                "a, example.org | example.org | true",
                "a ,example.org | example.org | true",
                "a,,example.org | example.org | true",
                "',example.org' | example.org | true",
                "a example.org | example.org | false",
                "a b,example.org | example.org | false",
                "example.org:443 | example.org | false",
                "*.example.org | www.example.org | false",
                "10.0.0.1 | 10.0.0.1 | true",
                "10.0.0.1 | 10.0.0.2 | false",
                "0.0.1 | 10.0.0.1 | false",
                "10.0.0.0/8 | 10.200.3.4 | true",
                "10.0.0.0/8 | 11.0.0.1 | false",
                "192.168.1.0/25 | 192.168.1.127 | true",
                "192.168.1.0/25 | 192.168.1.128 | false",
                "10.0.0.0/0 | 10.0.0.1 | false",
                "10.0.0.1/0 | 10.0.0.1 | true",
                "10.0.0.1/32 | 10.0.0.1 | true",
                "10.0.0.0/33 | 10.0.0.1 | false",
                "10.0.0.0/x | 10.0.0.1 | false",
                "10.0.0.0/8x | 10.0.0.1 | false",
                ".10.0.0.1 | 10.0.0.1 | false",
                ". | example.org | false",
                "org. | example.org | true",
                "ample.org | example.org | false",
                "10.0.0.0/ | 10.0.0.0 | false",
                "10.0.0.0/8 | 10.example.org | false",
                "10.0.0.0/8 | ::1 | false",
                "::1 | [::1] | true",
                "::1 | 0:0:0:0:0:0:0:1 | true",
                "fe80::/10 | fe80::1 | true",
                "fe80::/10 | fec0::1 | false",
                "2001:db8::/33 | 2001:db8:7fff::1 | true",
                "2001:db8::/33 | 2001:db8:8000::1 | false",
                "::ffff:10.0.0.1 | ::ffff:a00:1 | true",
                "10.0.0.1 | ::ffff:10.0.0.1 | false",
                "[::1] | ::1 | false",
                "example.org | '' | false",
            })
    void serversToBeReachedDirectly(String list, String host, boolean direct) {
        assertThat(new NoProxy(list).cover(host)).isEqualTo(direct);
    }
}
