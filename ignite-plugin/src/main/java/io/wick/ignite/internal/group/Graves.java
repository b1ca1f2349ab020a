package io.wick.ignite.internal.group;

import io.wick.error.InfeasibleException;
import io.wick.error.PlacementGroupException;
import io.wick.error.WickException;
import io.wick.group.GroupId;
import io.wick.ignite.internal.object.Errors;
import io.wick.internal.bounded.Recent;

import java.util.Map;

/** Why groups of this node have ended, for those who ask later. Touched by one event at a time. */
final class Graves {
    private static final int MOST = 1000;

    private final Map<GroupId, Where.Gone> gone = new Recent<>(MOST);

    /** Remembers how a group ended. */
    Where.Gone bury(GroupId group, String why, boolean infeasible) {
        var ended = new Where.Gone(Errors.remembered(error(why, infeasible)));
        gone.put(group, ended);
        return ended;
    }

    /** How a group ended; for the text given when that is forgotten. */
    Where.Gone of(GroupId group, String otherwise) {
        Where.Gone known = gone.get(group);
        return known != null
                ? known
                : new Where.Gone(error("The placement group is gone: " + otherwise + ".", false));
    }

    static WickException error(String why, boolean infeasible) {
        return infeasible ? new InfeasibleException(why) : new PlacementGroupException(why);
    }
}
