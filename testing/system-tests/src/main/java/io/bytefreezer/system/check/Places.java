package io.bytefreezer.system.check;

import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.StorageSettings;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.system.process.Stack;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Where a stack's parts are, without the gates before them. Stateless beside its stack. */
public record Places(Stack stack) {

    /** The bucket of everything. */
    static final String BUCKET = "bytefreezer";

    private static final String REGION = "us-east-1";
    private static final String ACCESS_KEY = "embedded-access-key";
    private static final String SECRET_KEY = "embedded-secret-key";

    /** What Kafka's clients are told. */
    public String bootstrapServers() {
        return stack.plan().addresses().bootstrapServers();
    }

    S3Client store() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    LakeSettings lake() {
        return new LakeSettings(
                new StorageSettings(
                        Optional.of(endpoint()),
                        REGION,
                        BUCKET,
                        Optional.of(new StorageSettings.Credentials(ACCESS_KEY, new Secret(SECRET_KEY))),
                        true),
                new CatalogSettings.Jdbc(stack.catalogUrl(), "sa", new Secret("")));
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + stack.plan().addresses().store());
    }
}
