package io.bytefreezer.receiver.layout;

import java.util.Map;
import java.util.Optional;

/**
 * What is noted beside a raw object, as user metadata of the store: enough to go on after it without reading it.
 *
 * @param readFrom offset from which its writer had read without a break: the log held no record between it and the first. Where
 *     the writer cannot know, the first offset itself
 * @param firstOffset offset of its first record
 * @param lastOffset offset of its last record
 * @param records how many it holds; fewer than the offsets span where transactions left markers between them
 * @param first its first record
 * @param last its last record
 * @param writer who made it: random for each task instance
 * @param sha256 SHA-256 of the object's bytes, 64 lower case hex digits
 */
public record RawObjectStamp(
        long readFrom,
        long firstOffset,
        long lastOffset,
        long records,
        Fingerprint first,
        Fingerprint last,
        String writer,
        String sha256) {

    private static final String READ_FROM = "read-from";
    private static final String FIRST_OFFSET = "first-offset";
    private static final String LAST_OFFSET = "last-offset";
    private static final String RECORDS = "records";
    private static final String FIRST_RECORD = "first-record";
    private static final String LAST_RECORD = "last-record";
    private static final String WRITER = "writer";
    private static final String SHA256 = "sha256";

    /** The stamp of the same object written anew with fewer records. */
    public RawObjectStamp of(long fewer, String newSha256) {
        return new RawObjectStamp(readFrom, firstOffset, lastOffset, fewer, first, last, writer, newSha256);
    }

    /** The stamp as user metadata. */
    public Map<String, String> toMetadata() {
        return Map.of(
                READ_FROM, Long.toString(readFrom),
                FIRST_OFFSET, Long.toString(firstOffset),
                LAST_OFFSET, Long.toString(lastOffset),
                RECORDS, Long.toString(records),
                FIRST_RECORD, first.toString(),
                LAST_RECORD, last.toString(),
                WRITER, writer,
                SHA256, sha256);
    }

    /** The stamp in an object's user metadata, or nothing when it is incomplete; it may leave out from where it was read. */
    public static Optional<RawObjectStamp> fromMetadata(Map<String, String> metadata) {
        Optional<Fingerprint> first = Fingerprint.parse(metadata.getOrDefault(FIRST_RECORD, ""));
        Optional<Fingerprint> last = Fingerprint.parse(metadata.getOrDefault(LAST_RECORD, ""));
        String writer = metadata.get(WRITER);
        String sha256 = metadata.get(SHA256);
        String firstOffset = metadata.getOrDefault(FIRST_OFFSET, "");
        if (first.isEmpty() || last.isEmpty() || writer == null || sha256 == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RawObjectStamp(
                    Long.parseLong(metadata.getOrDefault(READ_FROM, firstOffset)),
                    Long.parseLong(firstOffset),
                    Long.parseLong(metadata.getOrDefault(LAST_OFFSET, "")),
                    Long.parseLong(metadata.getOrDefault(RECORDS, "")),
                    first.get(),
                    last.get(),
                    writer,
                    sha256));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether both were made by the same task instance of the same bytes: one and the same PUT. */
    public boolean isSameWriteAs(RawObjectStamp other) {
        return writer.equals(other.writer) && sha256.equals(other.sha256);
    }
}
