package io.bytefreezer.proxy.decode;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A body nobody labelled: JSON when its first character besides white space opens an object or array, else lines of text. */
final class SniffingDecoder implements Decoder {

    private final BodyLimits limits;
    private final Frame leadingSpace = new Frame(Integer.MAX_VALUE - Long.BYTES);
    private @Nullable Decoder chosen;

    SniffingDecoder(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    public Decoded decode(Origin origin, ByteBuffer bytes, boolean last) {
        if (chosen != null) {
            return chosen.decode(origin, bytes, last);
        }
        int first = bytes.position();
        while (first < bytes.limit() && Slice.isSpace(bytes.get(first))) {
            first++;
        }
        boolean undecided = first == bytes.limit();
        leadingSpace.append(bytes, first - bytes.position());
        if (undecided && !last) {
            return new Decoded.NeedMore();
        }
        chosen = undecided ? LineDecoder.text(limits) : choose(bytes.get(first));
        ByteBuffer space = ByteBuffer.wrap(leadingSpace.take(0));
        ByteBuffer all = ByteBuffer.allocate(space.remaining() + bytes.remaining());
        return chosen.decode(origin, all.put(space).put(bytes).flip(), last);
    }

    private Decoder choose(byte first) {
        return first == '{' || first == '[' ? new JsonBodyDecoder(limits, true) : LineDecoder.text(limits);
    }
}
