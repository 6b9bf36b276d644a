package io.bytefreezer.benchmarks.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.alibaba.fastjson2.JSON;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.json.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An event of 620 bytes, read into maps and written again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBenchmark {

    private static final byte[] EVENT = """
            {"@timestamp":"2026-03-04T05:06:06.123456Z","level":"INFO","logger":"com.example.shop.orders.OrderService",\
            "thread":"http-nio-8080-exec-7","message":"order accepted and handed over to the warehouse for packing",\
            "service":{"name":"orders","version":"4.17.2","instance":"orders-6f7c9d5b8-x2x4q"},\
            "http":{"method":"POST","path":"/api/v2/orders","status":201,"bytes":18233,"duration_ms":42.125},\
            "client":{"ip":"192.0.2.7","agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"},\
            "order":{"id":90071992547409931,"items":3,"total":"129.90","currency":"EUR","express":true,"coupon":null},\
            "trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7"}""".getBytes(UTF_8);

    private final JsonReader reader = new JsonReader(Limits.DEFAULT);
    private final ObjectMapper jackson = new ObjectMapper();

    /** Ours, which keeps every digit and refuses repeated names. */
    @Benchmark
    public byte[] bytefreezer() throws EventException {
        return JsonWriter.bytes(reader.object(EVENT));
    }

    /** fastjson2. */
    @Benchmark
    public byte[] fastjson2() {
        return JSON.toJSONBytes(JSON.parseObject(EVENT));
    }

    /** Jackson, through a map. */
    @Benchmark
    public byte[] jackson() throws IOException {
        return jackson.writeValueAsBytes(jackson.readValue(EVENT, LinkedHashMap.class));
    }
}
