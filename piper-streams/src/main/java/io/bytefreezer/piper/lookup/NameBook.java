package io.bytefreezer.piper.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.Lookups.NameOptions;
import io.bytefreezer.transformations.lookup.Lookups.Names;
import io.bytefreezer.transformations.network.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.naming.NamingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers about names, from memory. What is not there is asked for in the background, a bounded number at a time, and pending
 * until then; whoever asks does not wait.
 */
final class NameBook implements Names {

    private static final Logger LOG = LoggerFactory.getLogger(NameBook.class);

    /** Most questions under way; further ones are put when they come up again. */
    static final int QUESTIONS_MAX = 256;

    /** That there is no answer is believed for this long at most. */
    private static final Duration NONE_KEPT_MAX = Duration.ofMinutes(1);

    /** A server that does not answer is left alone for this long, as to one question. */
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(5);

    private final NameServers servers;
    private final Executor background;
    private final LookupMetrics metrics;
    private final Cache<Question, Answer> answers;
    private final Set<Question> underWay = ConcurrentHashMap.newKeySet();

    private sealed interface Question {}

    private record AddressesOf(String name) implements Question {}

    private record NameOf(IpAddress address) implements Question {}

    /** An empty book that asks in the background and forgets by this clock. */
    NameBook(NameOptions options, Executor background, Ticker ticker, LookupMetrics metrics) {
        this.servers = new NameServers(options);
        this.background = background;
        this.metrics = metrics;
        this.answers = Caffeine.newBuilder()
                .maximumSize(options.entriesMax())
                .expireAfter(Expiry.<Question, Answer>creating((question, answer) -> kept(answer, options.keep())))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    private static Duration kept(Answer answer, Duration keep) {
        Duration max = switch (answer) {
            case Answer.Found found -> keep;
            case Answer.NotFound none -> NONE_KEPT_MAX;
            case Answer.Pending pending -> FAILURE_KEPT;
            case Answer.Unavailable unavailable -> FAILURE_KEPT;
        };
        return max.compareTo(keep) < 0 ? max : keep;
    }

    @Override
    public Answer addressesOf(String name) {
        return find(new AddressesOf(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Answer nameOf(IpAddress address) {
        return find(new NameOf(address));
    }

    private Answer find(Question question) {
        Answer known = answers.getIfPresent(question);
        if (known == null) {
            begin(question);
        }
        return metrics.counted(LookupMetrics.Kind.DNS, known == null ? Answer.PENDING : known);
    }

    private void begin(Question question) {
        if (underWay.size() >= QUESTIONS_MAX || !underWay.add(question)) {
            return;
        }
        try {
            background.execute(() -> ask(question));
        } catch (RejectedExecutionException e) {
            underWay.remove(question);
            LOG.debug("a name was asked for while the piper closes");
        }
    }

    private void ask(Question question) {
        try {
            answers.put(
                    question,
                    switch (question) {
                        case AddressesOf asked -> addresses(servers.addressesOf(asked.name()));
                        case NameOf asked -> name(servers.namesOf(asked.address()));
                    });
        } catch (NamingException e) {
            metrics.failed(LookupMetrics.Kind.DNS);
            answers.put(question, Answer.PENDING);
            LOG.debug("no answer to {}: {}", question, e.toString());
        } finally {
            underWay.remove(question);
        }
    }

    private static Answer addresses(List<String> addresses) {
        return addresses.isEmpty() ? Answer.NOT_FOUND : new Answer.Found(Map.of("addresses", List.copyOf(addresses)));
    }

    private static Answer name(List<String> names) {
        return names.isEmpty() ? Answer.NOT_FOUND : new Answer.Found(Map.of("name", names.getFirst()));
    }
}
