package io.bytefreezer.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    @Test
    void eachRowIsAnEvent() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventStream events = new EventStream(out);

        events.rows("{\"a\":\"é\"}\n{\"b\":2}\n".getBytes(UTF_8));
        events.event("skipped", "{\"records\":3}");
        events.heartbeat();

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        "data: {\"a\":\"é\"}\n\ndata: {\"b\":2}\n\nevent: skipped\ndata: {\"records\":3}\n\n: still here\n\n");
    }

    @Test
    void aClientThatIsGoneIsAnIoError() {
        EventStream events = new EventStream(new OutputStream() {
            @Override
            public void write(int b) {
                throw new UncheckedIOException(new IOException("broken pipe"));
            }
        });

        assertThatThrownBy(events::heartbeat).isInstanceOf(IOException.class).hasMessage("broken pipe");
    }
}
