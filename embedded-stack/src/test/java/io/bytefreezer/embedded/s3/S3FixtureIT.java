package io.bytefreezer.embedded.s3;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The fixture that {@code -Ds3.fixture} chooses: the embedded store, unless told otherwise. */
class S3FixtureIT extends S3FixtureContract {

    private static S3Fixture s3;

    @BeforeAll
    static void start() {
        s3 = S3Fixture.start();
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Override
    S3Fixture s3() {
        return s3;
    }
}
