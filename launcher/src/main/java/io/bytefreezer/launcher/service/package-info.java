/** How each service is made from its configuration file and run until the process is told to stop. */
@NullMarked
package io.bytefreezer.launcher.service;

import org.jspecify.annotations.NullMarked;
