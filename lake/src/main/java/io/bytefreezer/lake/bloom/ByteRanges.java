package io.bytefreezer.lake.bloom;

import io.bytefreezer.lake.read.LakeFile;

/** Reads parts of data files. Thread-safe. */
public interface ByteRanges {

    /**
     * So many bytes from an offset; both lie within the file.
     *
     * @throws io.bytefreezer.lake.LakeException of kind EXTERNAL if the store does not give them
     */
    byte[] read(LakeFile file, long offset, int length);
}
