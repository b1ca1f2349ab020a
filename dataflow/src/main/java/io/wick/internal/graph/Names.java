package io.wick.internal.graph;

import io.wick.error.GraphException;

import org.jspecify.annotations.Nullable;

/** What graphs and stages may be called: any text of one line, so that drawings can show it. */
final class Names {
    private Names() {}

    /** The name, when it is legal. */
    static String checked(@Nullable String name, String of) {
        if (name == null || name.isBlank()) {
            throw new GraphException(
                    "The name of "
                            + of
                            + " is "
                            + (name == null ? "null" : "blank")
                            + ". Give one: errors, reports and drawings show it");
        }
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                throw new GraphException(
                        "The name of "
                                + of
                                + " has the character U+"
                                + String.format("%04X", c)
                                + " at index "
                                + i
                                + ": control characters, line breaks and half surrogates cannot be"
                                + " drawn. Leave it out");
            }
            i += Character.charCount(c);
        }
        return name;
    }
}
