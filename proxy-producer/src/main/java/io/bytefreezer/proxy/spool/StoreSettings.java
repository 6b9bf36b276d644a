package io.bytefreezer.proxy.spool;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.TickerType;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/**
 * How RocksDB is set up, as the native objects that hold it: small, as a spool is written and read once; suspicious, so
 * that damage is an error and not a hole; and tolerant of one thing, a last record that a crash cut off, which nobody was
 * told of.
 */
final class StoreSettings implements AutoCloseable {

    private static final long MIB = 1024L * 1024;
    private static final long CACHE_BYTES = 4 * MIB;
    private static final long MEMTABLE_BYTES = 8 * MIB;
    private static final int MEMTABLES_MAX = 3;
    private static final long LOG_BYTES_MAX = 32 * MIB;
    private static final int OPEN_FILES_MAX = 64;
    private static final long INFO_LOG_BYTES_MAX = MIB;

    private final Cache cache = new LRUCache(CACHE_BYTES);
    private final Statistics statistics = new Statistics();
    private final Options options = new Options();
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions relaxed = new WriteOptions();
    private final ReadOptions reads = new ReadOptions().setVerifyChecksums(true);

    StoreSettings() {
        statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
        options.setCreateIfMissing(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setMaxWriteBufferNumber(MEMTABLES_MAX)
                .setMaxTotalWalSize(LOG_BYTES_MAX)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMaxOpenFiles(OPEN_FILES_MAX)
                .setStatistics(statistics)
                .setStatsDumpPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_LOG_BYTES_MAX)
                .setKeepLogFileNum(2)
                .setTableFormatConfig(
                        new BlockBasedTableConfig().setBlockCache(cache).setCacheIndexAndFilterBlocks(true));
    }

    Options options() {
        return options;
    }

    /** For what must be on disk when the call returns. */
    WriteOptions synced() {
        return synced;
    }

    /** For what may be lost in a crash of the machine. */
    WriteOptions relaxed() {
        return relaxed;
    }

    ReadOptions reads() {
        return reads;
    }

    /** How often the log was synced. */
    long syncs() {
        return statistics.getTickerCount(TickerType.WAL_FILE_SYNCED);
    }

    @Override
    public void close() {
        reads.close();
        relaxed.close();
        synced.close();
        options.close();
        statistics.close();
        cache.close();
    }
}
