/**
 * The parts of the pipeline as processes of their own, which can be killed, stopped and frozen one by one, and which never
 * outlive the process that started them. Each type says on itself how far threads may share it.
 */
@NullMarked
package io.bytefreezer.system.process;

import org.jspecify.annotations.NullMarked;
