package io.bytefreezer.control.lookup;

import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.control.state.TableVersion;
import io.bytefreezer.control.store.History;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.CsvTable;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.lookup.TableName;
import io.bytefreezer.transformations.option.Secret;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The tables of tenants, for trials and tests of documents. Those used last stay in memory while there is room. */
public final class StoredTables {

    private static final int REMEMBERED_MAX = 8;

    private final History history;
    private final LinkedHashMap<Content, SoftReference<CsvTable>> remembered = new LinkedHashMap<>(16, 0.75f, true);

    private record Content(String sha256, List<String> index) {}

    /** The tables in this database. */
    public StoredTables(History history) {
        this.history = history;
    }

    /** What one tenant's transformations can look up here, whatever tenant the events of a test say they are of. */
    public Lookups of(ResourceId tenant) {
        return new OfTenant(tenant);
    }

    private final class OfTenant implements Lookups {

        private final ResourceId tenant;

        private OfTenant(ResourceId tenant) {
            this.tenant = tenant;
        }

        @Override
        public AddressBook addresses(String database) {
            return Lookups.NONE.addresses(database);
        }

        @Override
        public Table table(String text) {
            TableName name = TableName.parse(text);
            return (ignored, key) -> answer(tenant, name, key);
        }

        @Override
        public Names names(NameOptions options) {
            return Lookups.NONE.names(options);
        }

        @Override
        public Optional<Secret> secret(String name) {
            return Lookups.TRYING.secret(name);
        }
    }

    private Answer answer(ResourceId tenant, TableName name, List<String> key) {
        try {
            return find(tenant, name)
                    .map(table -> table.find(key))
                    .orElseGet(() -> new Answer.Unavailable("the control plane has no table '" + name.name()
                            + "' of tenant '" + tenant + "'"
                            + (name.version() == null ? "" : " in version " + name.version())
                            + ": put it there, or try this on a piper that has it"));
        } catch (JdbiException e) {
            return new Answer.Unavailable("the control plane's database does not answer: try again");
        }
    }

    private Optional<CsvTable> find(ResourceId tenant, TableName name) {
        if (!TableName.isValid(name.name())) {
            return Optional.empty();
        }
        return history.table(new TableRef(tenant, name.name()), name.version()).flatMap(this::table);
    }

    private Optional<CsvTable> table(TableVersion version) {
        Content content =
                new Content(version.content().sha256(), version.content().index());
        CsvTable known = known(content);
        return known != null ? Optional.of(known) : read(version, content);
    }

    private Optional<CsvTable> read(TableVersion version, Content content) {
        return history.csv(version.table(), version.number()).flatMap(csv -> switch (CsvTable.read(
                csv.getBytes(StandardCharsets.UTF_8), content.index())) {
            case CsvTable.Loaded loaded -> Optional.of(remember(content, loaded.table()));
            // It was checked when it was put.
            case CsvTable.Broken broken ->
                throw new IllegalStateException("table " + version.table() + " is broken: " + broken);
        });
    }

    private synchronized @Nullable CsvTable known(Content content) {
        SoftReference<CsvTable> reference = remembered.get(content);
        return reference == null ? null : reference.get();
    }

    private synchronized CsvTable remember(Content content, CsvTable table) {
        remembered.put(content, new SoftReference<>(table));
        if (remembered.size() > REMEMBERED_MAX) {
            remembered.pollFirstEntry();
        }
        return table;
    }
}
