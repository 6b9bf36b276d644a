package io.bytefreezer.schemas.name;

/**
 * Names one dataset of one tenant.
 *
 * @param tenant the tenant's id
 * @param dataset the dataset's id, unique in its tenant
 */
public record DatasetRef(ResourceId tenant, ResourceId dataset) implements Comparable<DatasetRef> {

    /**
     * The reference for two ids as text.
     *
     * @throws IllegalArgumentException when one of them is not a valid id
     */
    public static DatasetRef of(String tenant, String dataset) {
        return new DatasetRef(new ResourceId(tenant), new ResourceId(dataset));
    }

    @Override
    public int compareTo(DatasetRef other) {
        int byTenant = tenant.compareTo(other.tenant);
        return byTenant != 0 ? byTenant : dataset.compareTo(other.dataset);
    }

    /** {@code tenant/dataset}, as in paths. */
    @Override
    public String toString() {
        return tenant + "/" + dataset;
    }
}
