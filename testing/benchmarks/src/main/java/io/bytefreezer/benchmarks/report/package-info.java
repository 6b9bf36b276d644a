/** From what was measured to a page in Markdown. Pure: values in, text out. */
@NullMarked
package io.bytefreezer.benchmarks.report;

import org.jspecify.annotations.NullMarked;
