package io.wick.ignite.internal.exec;

import io.wick.Resources;

/** What waits in an executor's line for its resources. */
sealed interface Claim permits Work, Hold {
    /** What it wants to hold. */
    Resources resources();
}
