package io.wick.ignite.internal.group;

import io.wick.error.PlacementGroupException;
import io.wick.error.WickException;
import io.wick.group.GroupId;
import io.wick.ignite.internal.cluster.Members;
import io.wick.internal.bounded.Recent;
import io.wick.internal.scheduler.group.GroupMessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where bundles are, as far as this node knows: always for its own groups; for those of others
 * after it has asked their owner. Changed by one event at a time; {@link #node} may be asked by
 * anybody.
 */
final class Whereabouts {
    private static final int MOST_OTHERS = 1000;

    private final Members members;
    private final BiConsumer<UUID, GroupMessage> send;

    /** Groups of this node, until they end. */
    private final Map<GroupId, @Nullable UUID[]> own = new ConcurrentHashMap<>();

    /** Groups of other nodes, which tell nobody of their end. */
    private final Map<GroupId, @Nullable UUID[]> others =
            Collections.synchronizedMap(new Recent<>(MOST_OTHERS));

    private final Map<Long, Question> questions = new HashMap<>();
    private long asked;

    private record Question(GroupId group, List<Asker> askers) {}

    private record Asker(int bundle, Consumer<Where> told) {}

    Whereabouts(Members members, BiConsumer<UUID, GroupMessage> send) {
        this.members = members;
        this.send = send;
    }

    /** The node of a bundle; null when it has none or that is not known. */
    @Nullable UUID node(GroupId group, int bundle) {
        @Nullable UUID[] nodes = own.get(group);
        if (nodes == null) {
            nodes = others.get(group);
        }
        return nodes == null ? null : nodes[bundle];
    }

    /** The bundles of a group of this node are there; null for those without a node. */
    void put(GroupId group, @Nullable UUID[] nodes) {
        own.put(group, nodes);
    }

    /** The group is gone, or has moved. */
    void forget(GroupId group) {
        own.remove(group);
        others.remove(group);
    }

    /** Asks the owner of a group; those who ask meanwhile wait for the same answer. */
    void ask(GroupId group, int bundle, Consumer<Where> told) {
        var asker = new Asker(bundle, told);
        for (Question question : questions.values()) {
            if (question.group.equals(group)) {
                question.askers.add(asker);
                return;
            }
        }
        if (members.link(group.owner()) == null) {
            told.accept(ownerLeft(group));
            return;
        }
        var askers = new ArrayList<Asker>();
        askers.add(asker);
        questions.put(++asked, new Question(group, askers));
        send.accept(group.owner(), new GroupMessage.Where(group, asked));
    }

    /** An owner says where. */
    void at(GroupMessage.At message) {
        Question question = questions.remove(message.question());
        if (question != null) {
            others.put(question.group, message.nodes().toArray(UUID[]::new));
            for (Asker asker : question.askers) {
                asker.told.accept(
                        new Where.At(
                                asker.bundle < 0
                                        ? message.nodes()
                                        : List.of(message.nodes().get(asker.bundle))));
            }
        }
    }

    /** An owner says that a group has ended. */
    void gone(GroupMessage.Gone message, WickException error) {
        Question question = questions.remove(message.question());
        if (question != null) {
            others.remove(question.group);
            tell(question, new Where.Gone(error));
        }
    }

    /** A node left: what is there of others' groups is elsewhere soon, its own groups are gone. */
    void left(UUID node) {
        others.keySet().removeIf(group -> group.owner().equals(node));
        others.replaceAll((group, nodes) -> without(nodes, node));
        own.replaceAll((group, nodes) -> without(nodes, node));
        for (Long number : List.copyOf(questions.keySet())) {
            Question question = questions.get(number);
            if (question != null && question.group.owner().equals(node)) {
                questions.remove(number);
                tell(question, ownerLeft(question.group));
            }
        }
    }

    private static @Nullable UUID[] without(@Nullable UUID[] nodes, UUID node) {
        var rest = nodes.clone();
        for (int i = 0; i < rest.length; i++) {
            if (node.equals(rest[i])) {
                rest[i] = null;
            }
        }
        return rest;
    }

    /** The node closes. */
    void close(Where.Gone gone) {
        List<Question> open = List.copyOf(questions.values());
        questions.clear();
        open.forEach(question -> tell(question, gone));
    }

    private static void tell(Question question, Where.Gone gone) {
        question.askers.forEach(asker -> asker.told.accept(gone));
    }

    private static Where.Gone ownerLeft(GroupId group) {
        return new Where.Gone(
                new PlacementGroupException(
                        "The placement group is gone: the node that made it, "
                                + group.owner()
                                + ", has left. Make another with wick.placementGroup()."));
    }
}
