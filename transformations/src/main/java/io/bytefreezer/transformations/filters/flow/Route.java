package io.bytefreezer.transformations.filters.flow;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sends events to another dataset.
 *
 * @param dataset id of that dataset
 */
public record Route(String dataset) implements Filter {

    private static final int ID_CHARS_MAX = 63;
    private static final Pattern ID = Pattern.compile("[a-z0-9](?:-?[a-z0-9])*");

    private static final Option<String> DATASET = Option.text(
                    "dataset",
                    "Id of a dataset of the same tenant: lower-case letters and digits, with single dashes inside.")
            .required();

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "route",
            "Sends the event, as it is by now, to another dataset of the tenant, whose transformation it then goes through;"
                    + " the filters that follow here do not see it. Choose events with `when`. A route to the dataset that the"
                    + " event is in already is an error of that event: it would go round for ever.",
            List.of(DATASET),
            options -> new Route(options.get(DATASET)),
            List.of(
                    Example.becomes("What failed goes to a dataset of its own", """
                            {"dataset": "web-errors"}""", """
                            {"status": 503, "path": "/cart"}""", """
                            {"status": 503, "path": "/cart"}"""),
                    Example.rejected("To the dataset it is in", """
                            {"dataset": "web"}""", """
                            {"status": 503, "path": "/cart"}""", ErrorCode.BAD_VALUE)));

    @Override
    public boolean endsEveryEvent() {
        return true;
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        // Ids have at most 63 characters, so the expression is not tried on long ones.
        if (dataset.length() > ID_CHARS_MAX || !ID.matcher(dataset).matches()) {
            scope.config()
                    .at("dataset")
                    .report("not a dataset id: up to 63 lower-case letters and digits, with single dashes inside");
        }
        Verdict route = new Verdict.Route(dataset);
        Verdict circle = new Verdict.Reject(
                ErrorCode.BAD_VALUE,
                "the event is in dataset '" + dataset + "' already; route it elsewhere, or choose with 'when'");
        return event -> event.context().dataset().equals(dataset) ? circle : route;
    }
}
