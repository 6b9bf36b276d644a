package io.bytefreezer.transformations.network;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Community ID version 1 (github.com/corelight/community-id-spec): a text that is the same for both directions of a flow, in
 * every tool that knows the flow.
 */
public final class CommunityId {

    /** ICMP's number among the protocols. */
    public static final int ICMP = 1;

    /** The number of ICMP for IP version 6. */
    public static final int ICMP_6 = 58;

    /** Requests and their replies: these types stand in for ports, so that both are one flow. */
    private static final Map<Integer, Integer> ICMP_PAIRS =
            Map.of(8, 0, 0, 8, 13, 14, 14, 13, 15, 16, 16, 15, 10, 9, 9, 10, 17, 18, 18, 17);

    private static final Map<Integer, Integer> ICMP_6_PAIRS = Map.ofEntries(
            Map.entry(128, 129),
            Map.entry(129, 128),
            Map.entry(130, 131),
            Map.entry(131, 130),
            Map.entry(133, 134),
            Map.entry(134, 133),
            Map.entry(135, 136),
            Map.entry(136, 135),
            Map.entry(139, 140),
            Map.entry(140, 139),
            Map.entry(144, 145),
            Map.entry(145, 144));

    private CommunityId() {}

    /**
     * What a flow goes between: ports, or the type and the code of an ICMP message.
     *
     * @param source port of the source, or type
     * @param destination port of the destination, or code
     */
    public record Ports(int source, int destination) {}

    /** Whether flows of a protocol have ports, or what stands in for them. */
    public static boolean hasPorts(int protocol) {
        return protocol == 6 || protocol == 17 || protocol == 132 || protocol == ICMP || protocol == ICMP_6;
    }

    /**
     * The id of a flow.
     *
     * @param ports null for a protocol that has none
     * @param seed tells apart flows of networks with the same addresses
     */
    public static String of(IpAddress source, IpAddress destination, int protocol, @Nullable Ports ports, int seed) {
        Ports between = ports == null ? null : paired(protocol, ports);
        boolean oneWay = ports != null && isOneWay(protocol, ports);
        byte[] from = source.bytes();
        byte[] to = destination.bytes();
        boolean swapped = !oneWay && isSwapped(from, to, between);
        ByteBuffer flow = ByteBuffer.allocate(2 + 2 * Math.max(from.length, to.length) + 2 + 4);
        flow.putShort((short) seed)
                .put(swapped ? to : from)
                .put(swapped ? from : to)
                .put((byte) protocol)
                .put((byte) 0);
        if (between != null) {
            flow.putShort((short) (swapped ? between.destination() : between.source()));
            flow.putShort((short) (swapped ? between.source() : between.destination()));
        }
        return "1:" + Base64.getEncoder().encodeToString(sha1(flow.flip()));
    }

    private static boolean isSwapped(byte[] from, byte[] to, @Nullable Ports ports) {
        int order = Arrays.compareUnsigned(from, to);
        return order > 0 || (order == 0 && ports != null && ports.source() > ports.destination());
    }

    private static @Nullable Integer reply(int protocol, int type) {
        return switch (protocol) {
            case ICMP -> ICMP_PAIRS.get(type);
            case ICMP_6 -> ICMP_6_PAIRS.get(type);
            default -> null;
        };
    }

    private static boolean isOneWay(int protocol, Ports ports) {
        return (protocol == ICMP || protocol == ICMP_6) && reply(protocol, ports.source()) == null;
    }

    private static Ports paired(int protocol, Ports ports) {
        Integer reply = reply(protocol, ports.source());
        return reply == null ? ports : new Ports(ports.source(), reply);
    }

    private static byte[] sha1(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
