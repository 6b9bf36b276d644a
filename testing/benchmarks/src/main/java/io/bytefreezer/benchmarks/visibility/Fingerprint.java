package io.bytefreezer.benchmarks.visibility;

/**
 * What tells one collection of numbers from another without looking at each again. The collection that has each number below an end once is told from others thus: with one
 * missing, or one twice, {@code rows} differs. With one missing and another twice, {@code sum} does. With more of both so that rows and sum agree, {@code hash}
 * agrees by a chance of one in 2<sup>64</sup>.
 *
 * @param rows how many
 * @param sum their sum, of its 64 low bits
 * @param hash the hashes of all, joined by exclusive or
 */
record Fingerprint(long rows, long sum, long hash) {

    /** Of nothing. */
    static final Fingerprint NONE = new Fingerprint(0, 0, 0);

    private static final long MULTIPLIER = 0xd6e8feb86659fd93L;

    /** With the numbers from one up to another. */
    Fingerprint with(long from, long until) {
        long newSum = sum;
        long newHash = hash;
        for (long n = from; n < until; n++) {
            newSum += n;
            newHash ^= hashOf(n);
        }
        return new Fingerprint(rows + until - from, newSum, newHash);
    }

    /** Without a number that is in it. */
    Fingerprint without(long n) {
        return new Fingerprint(rows - 1, sum - n, hash ^ hashOf(n));
    }

    /** DuckDB's {@code hash} of a {@code BIGINT}. */
    static long hashOf(long n) {
        long mixed = (n ^ (n >>> Integer.SIZE)) * MULTIPLIER;
        mixed = (mixed ^ (mixed >>> Integer.SIZE)) * MULTIPLIER;
        return mixed ^ (mixed >>> Integer.SIZE);
    }
}
