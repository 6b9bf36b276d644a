package io.bytefreezer.launcher.service;

import io.bytefreezer.control.ControlPlaneConfig;
import io.bytefreezer.control.ControlPlaneService;
import io.bytefreezer.launcher.receiver.ReceiverConfig;
import io.bytefreezer.launcher.receiver.ReceiverService;
import io.bytefreezer.packer.PackerConfig;
import io.bytefreezer.packer.PackerService;
import io.bytefreezer.piper.PiperConfig;
import io.bytefreezer.piper.PiperService;
import io.bytefreezer.proxy.ProxyService;
import io.bytefreezer.proxy.config.ProxyConfig;
import io.bytefreezer.query.QueryConfig;
import io.bytefreezer.query.QueryService;
import java.security.SecureRandom;
import java.util.List;

/** All services, in the order of an event's way. */
public final class Launchables {

    /** Takes configuration and hands it out. */
    public static final Launchable<ControlPlaneConfig> CONTROL = new Launchable<>(
            "control",
            "The control plane: tenants, datasets, transformations and keys over REST.",
            ControlPlaneConfig.class,
            ControlPlaneConfig::serverOrDefault,
            (config, metrics, clock) -> ControlPlaneService.create(config, metrics, clock, new SecureRandom()));

    /** Network inputs to raw topics. */
    public static final Launchable<ProxyConfig> PROXY = new Launchable<>(
            "proxy",
            "Takes events from the network into Kafka.",
            ProxyConfig.class,
            ProxyConfig::server,
            (config, metrics, clock) -> ProxyService.create(config, metrics, clock, new SecureRandom()));

    /** Raw topics to raw objects. */
    public static final Launchable<ReceiverConfig> RECEIVER = new Launchable<>(
            "receiver",
            "Lands raw events on S3, and takes batches of proxies that cannot reach the brokers.",
            ReceiverConfig.class,
            ReceiverConfig::server,
            (config, metrics, clock) -> ReceiverService.create(config, metrics, clock, new SecureRandom()));

    /** Raw topics to processed topics. */
    public static final Launchable<PiperConfig> PIPER = new Launchable<>(
            "piper",
            "Applies each dataset's transformation.",
            PiperConfig.class,
            PiperConfig::server,
            PiperService::create);

    /** Processed topics to the lake. */
    public static final Launchable<PackerConfig> PACKER = new Launchable<>(
            "packer",
            "Writes processed events to Iceberg tables on S3.",
            PackerConfig.class,
            PackerConfig::server,
            PackerService::create);

    /** SQL on the lake. */
    public static final Launchable<QueryConfig> QUERY = new Launchable<>(
            "query", "Answers SQL over HTTP.", QueryConfig.class, QueryConfig::server, QueryService::create);

    /** Every service. */
    public static final List<Launchable<?>> ALL = List.of(PROXY, RECEIVER, PIPER, PACKER, QUERY, CONTROL);

    private Launchables() {}
}
