package io.bytefreezer.system.fault;

import io.bytefreezer.system.gate.StoreFault;
import io.bytefreezer.system.process.ServiceKind;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** One thing that is done to the pipeline, with all that was drawn for it. It ends by itself: what it broke is mended. */
public sealed interface Fault {

    /** What it is, for the table of faults: the same for all of its kind. */
    String kind();

    /** What it is done to, for the log. */
    String target();

    /** What no other fault may touch meanwhile. */
    Set<String> holds();

    /** The name under which the whole of Kafka is held: it survives the loss of one node, not of two. */
    String KAFKA = "kafka";

    /** Done to one service. */
    sealed interface OnService extends Fault {

        /** What it is. */
        ServiceKind service();

        /** Which one, from 1. */
        int number();

        @Override
        default String target() {
            return service().command() + "-" + number();
        }

        @Override
        default Set<String> holds() {
            return Set.of(target());
        }
    }

    /** Done to the Kafka cluster. */
    sealed interface OnKafka extends Fault {

        @Override
        default Set<String> holds() {
            return Set.of(KAFKA);
        }
    }

    /** Put in the way of whoever comes, and in nobody else's way. */
    sealed interface InTheWay extends Fault {

        @Override
        default Set<String> holds() {
            return Set.of();
        }
    }

    /**
     * A service is killed with SIGKILL and started again.
     *
     * @param service what it is
     * @param number which one, from 1
     * @param away how long it is away
     */
    record KillService(ServiceKind service, int number, Duration away) implements OnService {
        @Override
        public String kind() {
            return service == ServiceKind.CONTROL ? "control plane gone" : "kill -9 " + service.command();
        }
    }

    /**
     * A service is stopped with SIGSTOP for longer than its session lasts, and wakes as one whose work others have taken over.
     *
     * @param service what it is
     * @param number which one, from 1
     * @param time how long it is stopped
     */
    record FreezeService(ServiceKind service, int number, Duration time) implements OnService {
        @Override
        public String kind() {
            return "freeze " + service.command();
        }
    }

    /**
     * A broker is killed with SIGKILL and started again.
     *
     * @param node its id
     * @param away how long it is away
     */
    record KillBroker(int node, Duration away) implements OnKafka {
        @Override
        public String kind() {
            return "kill -9 broker";
        }

        @Override
        public String target() {
            return "broker-" + node;
        }
    }

    /**
     * A broker is restarted in good order.
     *
     * @param node its id
     */
    record RestartBroker(int node) implements OnKafka {
        @Override
        public String kind() {
            return "broker restart";
        }

        @Override
        public String target() {
            return "broker-" + node;
        }
    }

    /**
     * Kafka's controller is killed with SIGKILL and started again: meanwhile nobody can be elected.
     *
     * @param away how long it is away
     */
    record KillController(Duration away) implements OnKafka {
        @Override
        public String kind() {
            return "kill -9 controller";
        }

        @Override
        public String target() {
            return "controller";
        }
    }

    /**
     * The leaders of all partitions move on to the next replica.
     *
     * @param steps by so many places
     */
    record MoveLeaders(int steps) implements OnKafka {
        @Override
        public String kind() {
            return "leader change";
        }

        @Override
        public String target() {
            return "all partitions, by " + steps;
        }
    }

    /**
     * The store, or the way to it, fails.
     *
     * @param fault how
     * @param requests to how many requests
     * @param within that come within this time
     */
    record DisturbStore(StoreFault fault, int requests, Duration within) implements InTheWay {
        @Override
        public String kind() {
            return switch (fault) {
                case StoreFault.Refuses refuses -> "S3 answers " + refuses.status();
                case StoreFault.RefusesCreation refuses ->
                    "S3 answers " + refuses.status() + (refuses.stored() ? " having stored" : " without reason");
                case StoreFault.IsSlow slow -> "S3 is slow";
                case StoreFault.CutsUpload cuts -> "S3 upload reset halfway";
                case StoreFault.LosesAnswer loses -> "S3 stored, answer lost";
            };
        }

        @Override
        public String target() {
            return requests + " requests within " + within.toSeconds() + " s";
        }
    }

    /**
     * Commits to the catalog land, and their answers are lost.
     *
     * @param commits how many
     */
    record LoseCommits(int commits) implements InTheWay {
        @Override
        public String kind() {
            return "Iceberg commit landed, answer lost";
        }

        @Override
        public String target() {
            return "the next " + commits;
        }
    }

    /** All connections to the catalog break. */
    record CutCatalog() implements InTheWay {
        @Override
        public String kind() {
            return "catalog connections cut";
        }

        @Override
        public String target() {
            return "all connections";
        }
    }

    /**
     * The disk of a service's own files is full.
     *
     * @param service what it is
     * @param number which one, from 1
     * @param time for how long
     */
    record FillDisk(ServiceKind service, int number, Duration time) implements OnService {
        @Override
        public String kind() {
            return "disk full " + service.command();
        }
    }

    /**
     * Processes of one kind come and go, so that partitions never rest.
     *
     * @param service what they are
     * @param number the one that comes and goes
     * @param times how often
     * @param pause between coming and going
     */
    record StormOfRebalances(ServiceKind service, int number, int times, Duration pause) implements OnService {
        @Override
        public String kind() {
            return "rebalance storm " + service.command();
        }
    }

    /**
     * Records that no Avro decoder reads are written to a topic of the pipeline.
     *
     * @param stage to which
     * @param records how many
     */
    record SendPoison(Stage stage, int records) implements InTheWay {

        /** Where they are written. */
        public enum Stage {
            /** Before receiver and piper. */
            RAW,
            /** Before the packer. */
            PROCESSED
        }

        @Override
        public String kind() {
            return "poison in " + stage.name().toLowerCase(Locale.ROOT) + " topic";
        }

        @Override
        public String target() {
            return records + " records";
        }
    }

    /** The processed topic of a dataset of its own is deleted and made again, once all of it is in the lake. */
    record RecreateTopic() implements Fault {
        @Override
        public String kind() {
            return "topic deleted and created again";
        }

        @Override
        public String target() {
            return "processed topic";
        }

        @Override
        public Set<String> holds() {
            return Set.of(target());
        }
    }
}
