package io.bytefreezer.lake.catalog;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.StorageSettings;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks the store once whether its settings are right, so that a typing error stops the start instead of every commit. Stateless. */
final class StoreCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCheck.class);

    /** What S3 stores say when no later try can help, and what helps. */
    private static final Map<String, String> WRONG_SETTINGS = Map.of(
            "NoSuchBucket", "the bucket does not exist: create it, or correct storage.bucket",
            "InvalidAccessKeyId", "the store does not know the key: correct storage.access_key",
            "SignatureDoesNotMatch", "the secret is not that of the key: correct storage.secret_key",
            "AuthorizationHeaderMalformed", "the bucket is in another region: correct storage.region",
            "PermanentRedirect", "the bucket is in another region: correct storage.region and storage.endpoint");

    private StoreCheck() {}

    /**
     * Lists a single object. Whatever does not prove a setting wrong is left to the first real use: the store may be away for a while, and a key may read and
     * write without the right to list.
     *
     * @throws LakeException of kind CONFIG when the store says that a setting is wrong
     */
    static void run(S3Client s3, LakeSettings settings) {
        StorageSettings storage = settings.storage();
        try {
            s3.listObjectsV2(request -> request.bucket(storage.bucket())
                    .prefix(settings.prefix() + "/")
                    .maxKeys(1));
        } catch (S3Exception e) {
            Optional<String> help = Optional.ofNullable(e.awsErrorDetails())
                    .map(details -> WRONG_SETTINGS.get(String.valueOf(details.errorCode())));
            if (help.isPresent()) {
                throw new LakeException(
                        LakeException.Kind.CONFIG, "bucket " + storage.bucket() + at(storage) + ": " + help.get(), e);
            }
            LOG.warn("Cannot list bucket {}{}: {}", storage.bucket(), at(storage), e.getMessage());
        } catch (SdkException e) {
            LOG.warn("Cannot reach bucket {}{} yet: {}", storage.bucket(), at(storage), e.getMessage());
        }
    }

    private static String at(StorageSettings storage) {
        return storage.endpoint().map(endpoint -> " at " + endpoint).orElse("");
    }
}
