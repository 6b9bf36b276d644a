package io.bytefreezer.lake.parquet;

import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/** Texts: by their number in a dictionary until that is full, and from then on as they are. For one thread. */
final class TextEncoder extends ColumnEncoder {

    private static final int INITIAL_SIZE = 64;

    private final TextDictionary dictionary;
    private int[] numbers = new int[INITIAL_SIZE];
    private int count;
    private boolean isPlain;
    private byte @Nullable [] min;
    private byte @Nullable [] max;

    TextEncoder(PageCompressor compressor, FlatParquetFile.Shape shape) {
        super(compressor, shape);
        this.dictionary = new TextDictionary(shape.dictionaryBytes());
    }

    void add(byte[] bytes, int at, int length) {
        if (!isPlain) {
            int known = dictionary.count();
            int number = dictionary.numberOf(bytes, at, length);
            if (number >= 0) {
                number(number);
                if (number == known) {
                    cover(bytes, at, length);
                }
                added();
                return;
            }
            isPlain = true;
            if (count > 0) {
                endPage();
            }
        }
        values.writeInt(length);
        values.write(bytes, at, length);
        cover(bytes, at, length);
        added();
    }

    @Override
    ValueBounds bounds() {
        return new ValueBounds(min, max);
    }

    @Override
    Encoding drainTo(PageBytes page) {
        if (count == 0) {
            return super.drainTo(page);
        }
        int width = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(dictionary.count() - 1));
        page.write(width);
        page.writePacked(numbers, count, width);
        count = 0;
        return Encoding.RLE_DICTIONARY;
    }

    @Override
    TextDictionary dictionary() {
        return dictionary;
    }

    private void number(int number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number;
    }

    private void cover(byte[] bytes, int at, int length) {
        byte[] least = min;
        byte[] greatest = max;
        int end = at + length;
        if (least == null || greatest == null) {
            min = Arrays.copyOfRange(bytes, at, end);
            max = min;
        } else if (Arrays.compareUnsigned(bytes, at, end, least, 0, least.length) < 0) {
            min = Arrays.copyOfRange(bytes, at, end);
        } else if (Arrays.compareUnsigned(bytes, at, end, greatest, 0, greatest.length) > 0) {
            max = Arrays.copyOfRange(bytes, at, end);
        }
    }
}
