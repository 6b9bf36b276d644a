package io.bytefreezer.piper.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells that a file is another one than before. A link that leads elsewhere than before does too.
 *
 * @param modified when it was written
 * @param bytes how large it is
 * @param key what the file system knows it by, or null where there is no such thing
 */
record FileStamp(FileTime modified, long bytes, @Nullable Object key) {

    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
