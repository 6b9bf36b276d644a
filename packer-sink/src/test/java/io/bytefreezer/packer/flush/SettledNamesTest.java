package io.bytefreezer.packer.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.schemas.snapshot.TableSpec;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** What the control plane lets through is what the lake can make. */
class SettledNamesTest {

    @Test
    void theLakeMakesColumnsOfEveryTypeThatCanBeSettled() {
        assertThat(TableSpec.TYPES)
                .allSatisfy(type -> assertThat(SettledColumn.of("a", type, "a")).isPresent());
    }

    @Test
    void theControlPlaneKnowsTheColumnsOfEveryTable() {
        assertThat(TableLayout.schema().columns())
                .extracting(Types.NestedField::name)
                .containsExactlyInAnyOrderElementsOf(TableSpec.SYSTEM_COLUMNS);
    }
}
