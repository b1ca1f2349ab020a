package io.wick.ignite.internal.codec;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One codec per class loader, owned by the loader. A codec refers strongly to its loader, so a weak
 * map would keep both for ever. Instead the codec is the {@link ClassValue} of a class that the
 * loader itself defines, a proxy of {@link Runnable}: loader, class and codec become unreachable
 * together.
 */
final class LoaderCodecs {
    private static final ClassValue<Codec> BY_PROXY =
            new ClassValue<>() {
                @Override
                protected Codec computeValue(Class<?> proxy) {
                    return new Codec(proxy.getClassLoader());
                }
            };

    /** The last ones asked for, by the hash of their loader; only hints. */
    private static final AtomicReferenceArray<@Nullable Recent> RECENT =
            new AtomicReferenceArray<>(16);

    private LoaderCodecs() {}

    static Codec of(ClassLoader loader) {
        int slot = System.identityHashCode(loader) & (RECENT.length() - 1);
        Recent last = RECENT.getAcquire(slot);
        Codec known = last != null && last.loader.refersTo(loader) ? last.codec.get() : null;
        return known == null ? find(loader, slot) : known;
    }

    private static Codec find(ClassLoader loader, int slot) {
        Codec codec = BY_PROXY.get(markerOf(loader));
        RECENT.setRelease(
                slot, new Recent(new WeakReference<>(loader), new WeakReference<>(codec)));
        return codec;
    }

    private static Class<?> markerOf(ClassLoader loader) {
        return Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (_, _, _) -> null)
                .getClass();
    }

    private record Recent(WeakReference<ClassLoader> loader, WeakReference<Codec> codec) {}
}
