package io.bytefreezer.lake;

/**
 * An object's address.
 *
 * @param bucket name of the bucket
 * @param key key of the object, without a slash at its start
 */
public record S3Location(String bucket, String key) {

    private static final String SCHEME = "s3://";

    /**
     * Reads {@code s3://bucket/key}.
     *
     * @throws LakeException of kind DATA for any other address: such a file is in no store we have a client for
     */
    public static S3Location parse(String address) {
        int slash = address.indexOf('/', SCHEME.length());
        if (!address.startsWith(SCHEME) || slash < 0) {
            throw new LakeException(
                    LakeException.Kind.DATA, "\"%s\" is no address of the form s3://bucket/key".formatted(address));
        }
        return new S3Location(address.substring(SCHEME.length(), slash), address.substring(slash + 1));
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
