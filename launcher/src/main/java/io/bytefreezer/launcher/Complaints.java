package io.bytefreezer.launcher;

import io.bytefreezer.runtime.config.ConfigException;
import io.bytefreezer.runtime.service.ServiceStartException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Tells a person what was wrong, without a stack trace where the error is theirs to mend. */
final class Complaints implements CommandLine.IExecutionExceptionHandler {

    private static final int EXIT_CONFIGURATION = 2;
    private static final int EXIT_ERROR = 1;

    @Override
    public int handleExecutionException(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        return switch (error) {
            case ConfigException config -> {
                config.problems().forEach(problem -> err.println(problem));
                yield EXIT_CONFIGURATION;
            }
            case ServiceStartException start -> {
                err.println("bytefreezer: " + start.getMessage());
                yield EXIT_ERROR;
            }
            case IllegalArgumentException argument -> {
                err.println("bytefreezer: " + argument.getMessage());
                yield EXIT_CONFIGURATION;
            }
            default -> {
                err.println("bytefreezer: this should not happen, please report it:");
                error.printStackTrace(err);
                yield EXIT_ERROR;
            }
        };
    }
}
