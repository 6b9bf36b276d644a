package io.bytefreezer.provenance.erase;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.erase.TableDrop;
import io.bytefreezer.piper.lookup.NamedSecrets;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.control.RuleHistory;
import io.bytefreezer.provenance.origin.RawObjects;
import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes the data of a dataset that the control plane no longer has: packers leave its table alone then, so its last change tells how long that is so at least. Used by
 * one thread.
 */
public final class Dropper implements AutoCloseable {

    private final RuleHistory control;
    private final LakeCatalog catalog;
    private final RawObjects objects;

    private Dropper(RuleHistory control, LakeCatalog catalog, RawObjects objects) {
        this.control = control;
        this.catalog = catalog;
        this.objects = objects;
    }

    /**
     * Opens everything it works with.
     *
     * @throws io.bytefreezer.lake.LakeException when the catalog does not answer, or settings are wrong
     * @throws IllegalArgumentException when something needed is missing
     */
    public static Dropper open(ProvenanceConfig config) {
        RawObjects objects = RawObjects.open(config.storage());
        LakeCatalog catalog = LakeCatalog.open(config.lake());
        NamedSecrets secrets = new NamedSecrets(config.secrets());
        return new Dropper(new RuleHistory(config.control(), config.lookups(), secrets), catalog, objects);
    }

    /**
     * What went.
     *
     * @param lakeObjects objects of the table
     * @param rawObjects raw objects
     */
    public record Dropped(long lakeObjects, long rawObjects) {}

    /**
     * Deletes.
     *
     * @param grace how long nothing must have been committed to the table
     * @param raw whether raw objects go too
     * @throws IllegalArgumentException when the control plane still has the dataset, or the table is younger
     * @throws io.bytefreezer.provenance.control.ControlPlaneException when the control plane does not answer
     * @throws io.bytefreezer.lake.LakeException when catalog or store do not answer
     * @throws io.bytefreezer.provenance.origin.OriginException when raw objects cannot be deleted
     */
    public Dropped drop(DatasetRef dataset, Duration grace, boolean raw) {
        if (control.knows(dataset)) {
            throw new IllegalArgumentException("the control plane still has " + dataset
                    + ": delete it there first, else packers would make its table anew");
        }
        TableId table = new TableId(dataset.tenant().value(), dataset.dataset().value());
        Instant youngest = Instant.now().minus(grace);
        TableDrop.lastChange(catalog, table).filter(youngest::isBefore).ifPresent(last -> {
            throw new IllegalArgumentException("the table of " + dataset + " was changed at " + last
                    + ", within the grace time of " + grace.toHours() + " hours; wait, or give a shorter one");
        });
        long ofLake = TableDrop.drop(catalog, table);
        return new Dropped(ofLake, raw ? objects.delete(dataset) : 0);
    }

    @Override
    public void close() {
        control.close();
        objects.close();
        catalog.close();
    }
}
