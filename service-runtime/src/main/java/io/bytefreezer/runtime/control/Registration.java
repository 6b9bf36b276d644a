package io.bytefreezer.runtime.control;

/** Something registered, until it is closed. Closing twice does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {

    @Override
    void close();
}
