package io.wick.ignite.internal.codec;

/**
 * Why values of a class do not travel.
 *
 * @param reason half a sentence: {@code threads do not travel}
 * @param repair what to do, whole sentences
 */
record Refusal(String reason, String repair) {
    static final String TRANSIENT =
            "Make the field transient, or create the object inside the task.";

    static Refusal of(String what) {
        return new Refusal(what + " do not travel", TRANSIENT);
    }
}
