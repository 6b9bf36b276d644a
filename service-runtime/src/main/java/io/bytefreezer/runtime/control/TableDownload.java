package io.bytefreezer.runtime.control;

import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.schemas.snapshot.LookupTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the control plane for the rows of tables. Safe for use by many threads. */
public final class TableDownload implements AutoCloseable {

    /** Largest table that is read. */
    private static final int BYTES_MAX = 64 * 1024 * 1024;

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            // A redirect would carry the service key to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final @Nullable URI url;
    private final @Nullable Secret key;

    /** From this control plane. Nothing is asked before the first call. */
    public TableDownload(ControlConfig control) {
        this.url = control.url();
        this.key = control.serviceKey();
    }

    /**
     * The CSV of a version of a table, as it came: whether it is the right one is for the caller to see.
     *
     * @throws ControlPlaneAwayException when there is no answer
     * @throws IOException when the control plane has none
     */
    public byte[] csv(LookupTable table) throws IOException, InterruptedException {
        if (url == null) {
            throw new ControlPlaneAwayException("no control plane is configured (control.url)", null);
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(url, table)).header("Accept", "text/csv");
        if (key != null) {
            request.header("Authorization", "Bearer " + key.value());
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
        try {
            HttpResponse<byte[]> response = answer.get(ANSWER_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (response.statusCode() != OK) {
                throw new IOException("the control plane answers " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new ControlPlaneAwayException("the control plane does not answer", e);
        } catch (ExecutionException e) {
            throw new ControlPlaneAwayException("the control plane cannot be reached (" + e.getCause() + ")", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** No part needs escaping: ids have letters, digits and dashes, names of tables dots and underscores besides. */
    private static URI address(URI url, LookupTable table) {
        return URI.create(url.toString().replaceAll("/+$", "") + "/api/v1/tenants/" + table.tenant() + "/tables/"
                + table.name() + "/versions/" + table.version());
    }
}
