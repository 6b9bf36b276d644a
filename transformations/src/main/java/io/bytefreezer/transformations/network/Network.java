package io.bytefreezer.transformations.network;

import java.util.Optional;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291). One of version 4 has the bits of its mapped form.
 *
 * @param first its first address
 * @param prefix how many of the 128 bits its addresses share
 */
public record Network(IpAddress first, int prefix) {

    private static final int MAPPED_BITS = 96;
    private static final int BITS = 128;

    /** The network that a text says: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or an address for itself alone. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty() || text.indexOf('%') >= 0) {
            return Optional.empty();
        }
        int bitsMax = address.get().isVersion4() ? BITS - MAPPED_BITS : BITS;
        int bits = slash < 0 ? bitsMax : bits(text.substring(slash + 1), bitsMax);
        return bits < 0
                ? Optional.empty()
                : Optional.of(new Network(address.get(), bits + BITS - bitsMax)).map(Network::masked);
    }

    private static int bits(String text, int max) {
        if (!text.matches("0|[1-9][0-9]{0,2}")) {
            return -1;
        }
        int bits = Integer.parseInt(text);
        return bits <= max ? bits : -1;
    }

    /** Networks are often written with the address of a host in them. */
    private Network masked() {
        return new Network(
                new IpAddress(first.high() & highMask(), first.low() & lowMask(), first.isVersion4()), prefix);
    }

    /** Its last address. */
    public IpAddress last() {
        return new IpAddress(first.high() | ~highMask(), first.low() | ~lowMask(), first.isVersion4());
    }

    /** Whether its addresses are of version 4, written as such or mapped. */
    boolean isMapped() {
        return prefix >= MAPPED_BITS && first.isMapped();
    }

    private long highMask() {
        return prefix == 0 ? 0 : -1L << Math.max(0, Long.SIZE - prefix);
    }

    private long lowMask() {
        return prefix <= Long.SIZE ? 0 : -1L << (BITS - prefix);
    }
}
