package io.bytefreezer.proxy.join;

/** Memory that lines wait in. Belongs to one thread. */
public interface Hold extends AutoCloseable {

    /** Takes so many bytes more if they are free; nothing otherwise. */
    boolean tryGrow(long bytes);

    /** Gives all of it back. */
    @Override
    void close();
}
