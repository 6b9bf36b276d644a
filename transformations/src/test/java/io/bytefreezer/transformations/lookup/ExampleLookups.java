package io.bytefreezer.transformations.lookup;

import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.network.IpAddress;
import io.bytefreezer.transformations.option.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the filters' examples look up: a few addresses, names and tables that are nobody's. */
public final class ExampleLookups implements Lookups {

    private static final Answer CITY = new Answer.Found(Map.of(
            "country", Map.of("iso_code", "AT", "names", Map.of("de", "Österreich", "en", "Austria")),
            "city", Map.of("names", Map.of("de", "Wien", "en", "Vienna")),
            "subdivisions", List.of(Map.of("iso_code", "9", "names", Map.of("en", "Vienna"))),
            "location",
                    Map.of(
                            "latitude",
                            new ExactNumber("48.2049"),
                            "longitude",
                            new ExactNumber("16.3662"),
                            "time_zone",
                            "Europe/Vienna",
                            "accuracy_radius",
                            20L)));

    private static final Answer NETWORK = new Answer.Found(
            Map.of("autonomous_system_number", 64500L, "autonomous_system_organization", "Example Net"));

    private static final Map<String, CsvTable> TABLES = Map.of(
            "hosts", csv("host,owner,tier\nweb-1,platform,1\ndb-1,storage,0\n"),
            "ports@2", csv("proto,port,name\ntcp,443,https\nudp,53,dns\n", "proto", "port"));

    @Override
    public AddressBook addresses(String database) {
        return address -> switch (database) {
            case "GeoLite2-City.mmdb" -> isKnown(address) ? CITY : Answer.NOT_FOUND;
            case "GeoLite2-ASN.mmdb" -> isKnown(address) ? NETWORK : Answer.NOT_FOUND;
            default -> new Answer.Unavailable("no database '" + database + "'");
        };
    }

    private static boolean isKnown(IpAddress address) {
        return !address.equals(IpAddress.parse("10.0.0.1").orElseThrow());
    }

    @Override
    public Table table(String name) {
        CsvTable table = TABLES.get(name);
        return (tenant, key) ->
                table == null ? new Answer.Unavailable("no table '" + name + "' of " + tenant) : table.find(key);
    }

    @Override
    public Names names(NameOptions options) {
        return new Names() {
            @Override
            public Answer addressesOf(String name) {
                return switch (name) {
                    case "www.example.com" ->
                        new Answer.Found(Map.of("addresses", List.of("192.0.2.80", "2001:db8::80")));
                    case "slow.example.org" -> Answer.PENDING;
                    default -> Answer.NOT_FOUND;
                };
            }

            @Override
            public Answer nameOf(IpAddress address) {
                return address.equals(IpAddress.parse("192.0.2.7").orElseThrow())
                        ? new Answer.Found(Map.of("name", "host7.example.net"))
                        : Answer.NOT_FOUND;
            }
        };
    }

    @Override
    public Optional<Secret> secret(String name) {
        return Optional.of(TEST_SECRET);
    }

    static CsvTable csv(String csv, String... index) {
        return switch (CsvTable.read(csv.getBytes(StandardCharsets.UTF_8), List.of(index))) {
            case CsvTable.Loaded loaded -> loaded.table();
            case CsvTable.Broken broken -> throw new AssertionError(broken);
        };
    }
}
