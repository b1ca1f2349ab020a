package io.wick.ignite.internal.group;

import io.wick.Resources;
import io.wick.error.SerializationException;
import io.wick.group.GroupId;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.ResourcesCode;
import io.wick.internal.scheduler.group.GroupMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Messages of groups in bytes; the numbers are part of the wire format. */
public final class GroupCode {
    private static final int ENTER = 0;
    private static final int PASS = 1;
    private static final int AGAIN = 2;
    private static final int LEAVE = 3;
    private static final int TURN = 4;
    private static final int ASK_ROOM = 5;
    private static final int ROOM = 6;
    private static final int PREPARE = 7;
    private static final int PREPARED = 8;
    private static final int COMMIT = 9;
    private static final int ABORT = 10;
    private static final int REMOVE = 11;
    private static final int LOST = 12;
    private static final int WHERE = 13;
    private static final int AT = 14;
    private static final int GONE = 15;
    private static final int ASK_REMOVE = 16;

    private GroupCode() {}

    /** Writes which group. */
    public static void writeId(ByteWriter out, GroupId group) {
        out.uuid(group.owner()).varlong(group.number());
    }

    /** Reads what {@link #writeId} wrote. */
    public static GroupId readId(ByteReader in) {
        return new GroupId(in.uuid(), in.varlong());
    }

    /** Writes a message. */
    static void write(ByteWriter out, GroupMessage message) {
        out.byte1(kind(message));
        writeId(out, message.group());
        switch (message) {
            case GroupMessage.Enter(var _, Set<String> names, boolean holds) -> {
                writeNames(out, names);
                out.bool(holds);
            }
            case GroupMessage.Pass(var _, Set<String> lacking) -> writeNames(out, lacking);
            case GroupMessage.AskRoom(var _, int round) -> out.varint(round);
            case GroupMessage.Room(var _, int round, Resources free, Resources lasting) -> {
                out.varint(round);
                ResourcesCode.write(out, free);
                ResourcesCode.write(out, lasting);
            }
            case GroupMessage.Prepare(var _, int round, var bundles, long patience) -> {
                out.varint(round).varlong(patience).varint(bundles.size());
                bundles.forEach(
                        (number, amount) -> {
                            out.varint(number);
                            ResourcesCode.write(out, amount);
                        });
            }
            case GroupMessage.Prepared(var _, int round, boolean reserved) ->
                    out.varint(round).bool(reserved);
            case GroupMessage.Commit(var _, int round) -> out.varint(round);
            case GroupMessage.Abort(var _, int round) -> out.varint(round);
            case GroupMessage.Lost(var _, int round) -> out.varint(round);
            case GroupMessage.Remove(var _, String why) -> out.text(why);
            case GroupMessage.Where(var _, long question) -> out.varlong(question);
            case GroupMessage.At(var _, long question, List<UUID> nodes) -> {
                out.varlong(question).varint(nodes.size());
                nodes.forEach(out::uuid);
            }
            case GroupMessage.Gone(var _, long question, String why, boolean infeasible) ->
                    out.varlong(question).text(why).bool(infeasible);
            case GroupMessage.Again _,
                    GroupMessage.Leave _,
                    GroupMessage.Turn _,
                    GroupMessage.AskRemove _ -> {}
        }
    }

    private static int kind(GroupMessage message) {
        return switch (message) {
            case GroupMessage.Enter _ -> ENTER;
            case GroupMessage.Pass _ -> PASS;
            case GroupMessage.Again _ -> AGAIN;
            case GroupMessage.Leave _ -> LEAVE;
            case GroupMessage.Turn _ -> TURN;
            case GroupMessage.AskRoom _ -> ASK_ROOM;
            case GroupMessage.Room _ -> ROOM;
            case GroupMessage.Prepare _ -> PREPARE;
            case GroupMessage.Prepared _ -> PREPARED;
            case GroupMessage.Commit _ -> COMMIT;
            case GroupMessage.Abort _ -> ABORT;
            case GroupMessage.Remove _ -> REMOVE;
            case GroupMessage.Lost _ -> LOST;
            case GroupMessage.Where _ -> WHERE;
            case GroupMessage.At _ -> AT;
            case GroupMessage.Gone _ -> GONE;
            case GroupMessage.AskRemove _ -> ASK_REMOVE;
        };
    }

    /** Reads what {@link #write} wrote. */
    static GroupMessage read(ByteReader in) {
        int kind = in.byte1();
        GroupId group = readId(in);
        return switch (kind) {
            case ENTER -> new GroupMessage.Enter(group, readNames(in), in.bool());
            case PASS -> new GroupMessage.Pass(group, readNames(in));
            case AGAIN -> new GroupMessage.Again(group);
            case LEAVE -> new GroupMessage.Leave(group);
            case TURN -> new GroupMessage.Turn(group);
            case ASK_ROOM -> new GroupMessage.AskRoom(group, in.varint());
            case ROOM ->
                    new GroupMessage.Room(
                            group, in.varint(), ResourcesCode.read(in), ResourcesCode.read(in));
            case PREPARE -> readPrepare(group, in);
            case PREPARED -> new GroupMessage.Prepared(group, in.varint(), in.bool());
            case COMMIT -> new GroupMessage.Commit(group, in.varint());
            case ABORT -> new GroupMessage.Abort(group, in.varint());
            case REMOVE -> new GroupMessage.Remove(group, in.someText());
            case LOST -> new GroupMessage.Lost(group, in.varint());
            case WHERE -> new GroupMessage.Where(group, in.varlong());
            case AT -> new GroupMessage.At(group, in.varlong(), readNodes(in));
            case GONE -> new GroupMessage.Gone(group, in.varlong(), in.someText(), in.bool());
            case ASK_REMOVE -> new GroupMessage.AskRemove(group);
            default -> throw new SerializationException("Unknown message of a group: " + kind);
        };
    }

    private static GroupMessage readPrepare(GroupId group, ByteReader in) {
        int round = in.varint();
        long patience = in.varlong();
        int count = in.count(2);
        Map<Integer, Resources> bundles = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            bundles.put(in.varint(), ResourcesCode.read(in));
        }
        return new GroupMessage.Prepare(group, round, bundles, patience);
    }

    private static List<UUID> readNodes(ByteReader in) {
        int count = in.count(16);
        var nodes = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            nodes.add(in.uuid());
        }
        return nodes;
    }

    private static void writeNames(ByteWriter out, Set<String> names) {
        out.varint(names.size());
        names.forEach(out::text);
    }

    private static Set<String> readNames(ByteReader in) {
        int count = in.count(1);
        var names = new TreeSet<String>();
        for (int i = 0; i < count; i++) {
            names.add(in.someText());
        }
        return names;
    }
}
