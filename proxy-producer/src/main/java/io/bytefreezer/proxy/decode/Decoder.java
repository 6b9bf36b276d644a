package io.bytefreezer.proxy.decode;

import java.nio.ByteBuffer;

/**
 * Cuts the bytes of one stream, request or datagram into events. However the bytes are cut into chunks, the events are
 * the same. A decoder is used by one thread at a time and is thrown away after its last chunk.
 */
public interface Decoder {

    /**
     * Takes the next bytes and says what they completed.
     *
     * @param origin where the bytes are from
     * @param bytes the next bytes; all are consumed, none is kept by reference
     * @param last whether nothing follows; what is unfinished then becomes an event too
     */
    Decoded decode(Origin origin, ByteBuffer bytes, boolean last);
}
