package io.bytefreezer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

    enum Mode {
        FAST,
        SAFE
    }

    sealed interface Input permits Webhook {}

    @Doc("Takes events over HTTP.")
    @TypeName("webhook")
    record Webhook(@Doc("Where.") @Default("/hook") String path) implements Input {}

    @Doc("Does things.")
    record Service(
            @Doc("Its port.") @Default("{certificate: c.pem}")
            TlsConfig tls,

            @Doc("How.") @Default("safe") Mode mode,
            @Doc("Inputs.") List<Input> inputs,
            @Doc("Secret.") @Env("THE_KEY") @Nullable Secret key,
            @Doc("Needed.") @Key("for") int number,
            @Doc("All else.") @Rest Map<String, Object> rest) {}

    @Test
    void everyOptionIsThereWithTypeDefaultVariableAndPurpose() {
        assertThat(ConfigReference.markdown("Service", Service.class)).isEqualTo("""
                ## Service

                Does things.

                | key | type | default | environment | what for |
                | --- | --- | --- | --- | --- |
                | `tls` | block |  |  | Its port. |
                | `mode` | one of 'fast', 'safe' | `safe` |  | How. |
                | `inputs` | list of blocks |  |  | Inputs. |
                | `key` | secret |  | `THE_KEY` | Secret. |
                | `for` | number | *required* |  | Needed. |
                | *any other* | keys and values |  |  | All else. |

                ### Service: `tls`

                Certificate and key for HTTPS.

                | key | type | default | environment | what for |
                | --- | --- | --- | --- | --- |
                | `certificate` | path | `c.pem` |  | PEM file with the certificate and its chain. |
                | `private_key` | path | *required* |  | PEM file with the private key (PKCS #8, not encrypted). |

                ### Service: `inputs[]` of `type: webhook`

                Takes events over HTTP.

                | key | type | default | environment | what for |
                | --- | --- | --- | --- | --- |
                | `path` | text | `/hook` |  | Where. |

                """);
    }
}
