package io.bytefreezer.launcher;

import io.bytefreezer.launcher.audit.AuditCommand;
import io.bytefreezer.launcher.demo.DemoCommand;
import io.bytefreezer.launcher.erase.DropCommand;
import io.bytefreezer.launcher.erase.EraseCommand;
import io.bytefreezer.launcher.export.ExportCommand;
import io.bytefreezer.launcher.generate.GenerateCommand;
import io.bytefreezer.launcher.replay.ReplayCommand;
import io.bytefreezer.launcher.service.Launchable;
import io.bytefreezer.launcher.service.Launchables;
import io.bytefreezer.launcher.service.ServiceCommand;
import io.bytefreezer.launcher.transform.TransformCommand;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Entry point of the {@code bytefreezer} command. */
@Command(
        name = "bytefreezer",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "An event pipeline from network sockets to SQL, backed by Apache Kafka and S3.",
        subcommands = {
            DemoCommand.class,
            GenerateCommand.class,
            TransformCommand.class,
            AuditCommand.class,
            ReplayCommand.class,
            ExportCommand.class,
            EraseCommand.class,
            DropCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "'bytefreezer COMMAND --help' tells more. In a source tree 'bytefreezer test' runs all tests."})
public final class Main implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Without a command there is only help to give. */
    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        // DuckDB's driver makes times within lists and structs by way of this zone:
        // in others an hour of each year may be missing.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        System.exit(commandLine().execute(args));
    }

    /** The command with all its sub-commands. */
    public static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Main());
        for (Launchable<?> service : Launchables.ALL) {
            CommandLine command = new CommandLine(new ServiceCommand(service));
            command.getCommandSpec().usageMessage().description(service.summary());
            commands.addSubcommand(service.name(), command);
        }
        commands.getSubcommands().values().forEach(command -> addHelp(command.getCommandSpec()));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(new Complaints());
        return commands;
    }

    private static void addHelp(CommandSpec command) {
        if (command.findOption("--version") == null) {
            command.mixinStandardHelpOptions(true).versionProvider(new Version());
        } else {
            // The version that a replay asks for is the rules'.
            command.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help message and exit.")
                    .build());
        }
    }
}
