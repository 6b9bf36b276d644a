package io.bytefreezer.piper.lookup;

import io.bytefreezer.transformations.lookup.Lookups.NameOptions;
import io.bytefreezer.transformations.network.Endpoint;
import io.bytefreezer.transformations.network.HostName;
import io.bytefreezer.transformations.network.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/**
 * Asks name servers (RFC 1035) through the JDK's own client, and waits for them. It asks each server once, and shares the time
 * among them.
 */
final class NameServers {

    @SuppressWarnings("JdkObsolete") // what JNDI asks for
    private final Hashtable<String, String> environment = new Hashtable<>();

    NameServers(NameOptions options) {
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, options.servers().isEmpty() ? "dns:" : urls(options.servers()));
        long millis =
                options.timeout().toMillis() / Math.max(1, options.servers().size());
        environment.put("com.sun.jndi.dns.timeout.initial", Long.toString(Math.max(1, millis)));
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
    }

    private static String urls(List<Endpoint> servers) {
        return servers.stream()
                .map(server -> "dns://" + host(server.address()) + ":" + server.port())
                .collect(Collectors.joining(" "));
    }

    private static String host(IpAddress address) {
        return address.isVersion4() ? address.text() : "[" + address.text() + "]";
    }

    /** The addresses of a name, those of version 4 first, each kind by number; none when there is no such name. */
    List<String> addressesOf(String name) throws NamingException {
        List<String> addresses = new ArrayList<>();
        // One question for both would be one for everything (ANY), which servers no longer answer (RFC 8482).
        addresses.addAll(sorted(ask(name, "A")));
        addresses.addAll(sorted(ask(name, "AAAA")));
        return addresses;
    }

    /** The names of an address, in alphabetical order; none when there is none. */
    List<String> namesOf(IpAddress address) throws NamingException {
        return ask(ReverseName.of(address), "PTR").stream()
                .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .sorted()
                .toList();
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream()
                .flatMap(text -> IpAddress.parse(text).stream())
                .sorted(IpAddress::compareBits)
                .map(IpAddress::text)
                .toList();
    }

    /**
     * Texts from events never reach JNDI but as names of hosts, which name neither another protocol nor another directory, and
     * the client for DNS makes no objects of what it is answered.
     */
    @SuppressWarnings("BanJNDI")
    private List<String> ask(String name, String type) throws NamingException {
        if (!HostName.isValid(name)) {
            return List.of();
        }
        DirContext context = new InitialDirContext(environment);
        try {
            Attribute records = context.getAttributes(name, new String[] {type}).get(type);
            return records == null
                    ? List.of()
                    : Collections.list(records.getAll()).stream()
                            .map(String::valueOf)
                            .toList();
        } catch (NameNotFoundException e) {
            return List.of();
        } finally {
            context.close();
        }
    }
}
