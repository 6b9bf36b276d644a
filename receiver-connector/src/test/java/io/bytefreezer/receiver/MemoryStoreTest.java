package io.bytefreezer.receiver;

import io.bytefreezer.receiver.store.RawObjectStore;
import io.bytefreezer.receiver.store.RawObjectStoreContract;

/** The store of the other tests keeps the contract that the real one keeps. */
class MemoryStoreTest extends RawObjectStoreContract {

    private final MemoryStore store = new MemoryStore();

    @Override
    protected RawObjectStore store() {
        return store;
    }
}
