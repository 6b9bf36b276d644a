package io.bytefreezer.piper.lookup;

import io.bytefreezer.transformations.network.IpAddress;

/** Names under which the names of addresses are kept: {@code in-addr.arpa} (RFC 1035) and {@code ip6.arpa} (RFC 3596). */
final class ReverseName {

    private ReverseName() {}

    static String of(IpAddress address) {
        StringBuilder name = new StringBuilder();
        byte[] bytes = address.bytes();
        for (int i = bytes.length - 1; i >= (bytes.length == 16 && address.isMapped() ? 12 : 0); i--) {
            if (address.isMapped()) {
                name.append(bytes[i] & 0xFF).append('.');
            } else {
                name.append(Character.forDigit(bytes[i] & 0xF, 16)).append('.');
                name.append(Character.forDigit(bytes[i] >> 4 & 0xF, 16)).append('.');
            }
        }
        return name.append(address.isMapped() ? "in-addr.arpa" : "ip6.arpa").toString();
    }
}
