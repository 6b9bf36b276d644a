package io.bytefreezer.proxy.input;

import io.bytefreezer.proxy.decode.BodyFormat;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.TypeName;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.List;

/**
 * Says how events are read that are posted to {@code /webhook/<tenant>/<dataset>} on the proxy's HTTP port. Every active
 * dataset takes them there; this input only changes how.
 *
 * @param name what the input is called
 * @param tenant tenant of the dataset
 * @param dataset the dataset it is about
 * @param format how bodies are cut into events
 */
@TypeName("webhook")
@Doc("Events posted over HTTP to `/webhook/<tenant>/<dataset>` on the service's port. Every active dataset takes them;"
        + " an input of this type only says how the bodies of one dataset are read.")
public record WebhookInput(
        @Doc("Name of the input; stands in events and metrics.") @Default("webhook")
        String name,

        @Doc("Tenant of the dataset. Not an option where the input is configured on a dataset.")
        ResourceId tenant,

        @Doc("The dataset it is about. Not an option where the input is configured on a dataset.")
        ResourceId dataset,

        @Doc("How a body is cut into events: `json`, `ndjson`, `text`, or `auto` for what its Content-Type says and,"
                + " where that says nothing, what its first character shows.")
        @Default("auto")
        BodyFormat format)
        implements InputConfig {

    /**
     * @throws IllegalArgumentException when the name is none
     */
    public WebhookInput {
        InputRanges.name(name);
    }

    static List<InputExample> examples() {
        return List.of(new InputExample("Lines of JSON from a sender that labels them as a form", """
                type: webhook
                tenant: demo
                dataset: web
                format: ndjson
                """));
    }
}
